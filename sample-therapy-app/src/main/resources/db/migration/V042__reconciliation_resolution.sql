-- Items of finished runs that later proof has explained. The items stay as they are; this stands beside them. Who decided
-- what on which proof is never changed, and taking a resolution back is noted once.
create table reconciliation_resolution
(
    id          bigint      not null generated always as identity primary key,
    run_id      bigint      not null,
    number      bigint      not null,
    proof       text        not null check (proof in ('SETTLED_SINCE', 'TWO_CHANNELS_AGREE', 'RETURNED_IN_FULL')),
    receipt     text        not null,
    -- The facts as they were when it was decided, in words.
    facts       text        not null,
    resolved_at timestamptz not null,
    resolved_by uuid        not null references app_user (id),
    undone_at   timestamptz,
    undone_by   uuid references app_user (id),
    foreign key (run_id, number) references reconciliation_item (run_id, number),
    -- Once taken back by a person, an item is not resolved by itself again.
    constraint one_resolution_per_item unique (run_id, number),
    check ((undone_at is null) = (undone_by is null))
);

create function reconciliation_resolution_guard() returns trigger
    language plpgsql as
$$
begin
    if tg_op = 'UPDATE' and old.undone_at is null and new.undone_at is not null
        and (new.run_id, new.number, new.proof, new.receipt, new.facts, new.resolved_at, new.resolved_by)
            = (old.run_id, old.number, old.proof, old.receipt, old.facts, old.resolved_at, old.resolved_by) then
        return new;
    end if;
    raise exception 'resolution % is on record and cannot be changed', old.id using errcode = 'check_violation';
end
$$;

create trigger reconciliation_resolution_guard
    before update or delete
    on reconciliation_resolution
    for each row
execute function reconciliation_resolution_guard();
