-- Administrators are told of cases and runs, and anybody may be told of nothing but that the channels work.
alter table notification alter column session_id drop not null;
alter table notification add column case_id uuid references payment_exception (id);
-- Without a foreign key: a run that says nothing new is taken back, and what was told of it is then not shown.
alter table notification add column run_id bigint;
alter table notification add constraint notification_about_one_thing
    check (num_nonnulls(session_id, case_id, run_id) <= 1);

-- Whoever tells the administrators must not read through all users to find them.
create index administrators on app_user (id) where role = 'ADMIN';
