-- How far a run is, in rows of both books; the time left is reckoned from it.
alter table reconciliation_run
    add column rows_done bigint not null default 0 check (rows_done >= 0);

-- The times that Pull has read to the end, put together. The log of single pulls is forgotten after some weeks; what a run
-- says about a time must not depend on when it is asked.
create table mpesa_pull_coverage
(
    environment text           not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant    text           not null,
    times       tstzmultirange not null,
    primary key (environment, merchant)
);

-- A finished run takes no more items. To check each of a million rows, or to keep a copy of them all for a look
-- afterwards, costs as much as an index. So the run that writes says which it is: its rows are checked once per
-- statement, and rows of any other run one by one.
drop trigger reconciliation_item_insert_guard on reconciliation_item;

create function reconciliation_item_insert_guard() returns trigger
    language plpgsql as
$$
begin
    perform reconciliation_refuse_frozen(new.run_id);
    return new;
end
$$;

create trigger reconciliation_item_insert_guard
    before insert
    on reconciliation_item
    for each row
    when (new.run_id is distinct from nullif(current_setting('reconciliation.run_at_work', true), '')::bigint)
execute function reconciliation_item_insert_guard();

create function reconciliation_run_at_work_guard() returns trigger
    language plpgsql as
$$
begin
    perform reconciliation_refuse_frozen(nullif(current_setting('reconciliation.run_at_work', true), '')::bigint);
    return null;
end
$$;

create trigger reconciliation_run_at_work_guard
    before insert
    on reconciliation_item
    for each statement
execute function reconciliation_run_at_work_guard();
