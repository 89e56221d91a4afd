-- Runs: one comparison of M-PESA's records with our payments each. A finished run is a record; nothing of it changes.

create table reconciliation_run
(
    id           bigint      not null generated always as identity primary key,
    environment  text        not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant     text        not null,
    from_time    timestamptz not null,
    to_time      timestamptz not null check (to_time > from_time),
    -- MANUAL by a person, DAILY at 23:00 East Africa Time, EVIDENCE when something arrived.
    trigger      text        not null check (trigger in ('MANUAL', 'DAILY', 'EVIDENCE')),
    started_by   uuid references app_user (id),
    requested_at timestamptz not null,
    state        text        not null check (state in ('QUEUED', 'RUNNING', 'CANCELLED', 'FINISHED')),
    -- Up to here both books are compared; where a run goes on after a stop.
    done_until   timestamptz not null,
    -- Time spent at work, stops left out: what the time left is reckoned from.
    worked       interval    not null default '0',
    rows_in_all  bigint      not null default 0,
    cancelled_by uuid references app_user (id),
    finished_at  timestamptz,
    sources      text        not null default '',
    check (trigger <> 'MANUAL' or started_by is not null),
    check ((state = 'FINISHED') = (finished_at is not null))
);

create index reconciliation_runs_by_trigger on reconciliation_run (trigger, environment, merchant, to_time);

-- What a rule says. The application knows the same list; a test keeps the two equal.
create table reconciliation_rule
(
    rule        text not null primary key,
    outcome     text not null check (outcome in ('MATCHED', 'DISCREPANCY', 'ONLY_AT_MPESA', 'ONLY_HERE',
                                                 'PENDING_VERIFICATION', 'NOT_A_PAYMENT')),
    discrepancy text check (discrepancy in ('AMOUNT', 'STATUS', 'DOUBLE', 'WRONG_BOOKING')),
    check ((outcome = 'DISCREPANCY') = (discrepancy is not null))
);

insert into reconciliation_rule (rule, outcome, discrepancy)
values ('EXACT', 'MATCHED', null),
       ('RECEIPT_AND_AMOUNT', 'MATCHED', null),
       ('REFERENCE_AMOUNT_PHONE_TIME', 'MATCHED', null),
       ('REFERENCE_AMOUNT_TIME', 'MATCHED', null),
       ('REVERSED_ON_BOTH_SIDES', 'MATCHED', null),
       ('AMOUNT_DIFFERS', 'DISCREPANCY', 'AMOUNT'),
       ('NOT_THE_PRICE', 'DISCREPANCY', 'AMOUNT'),
       ('AMOUNT_NOT_ASKED', 'DISCREPANCY', 'AMOUNT'),
       ('SOURCES_DISAGREE', 'DISCREPANCY', 'AMOUNT'),
       ('REVERSED_AT_MPESA', 'DISCREPANCY', 'STATUS'),
       ('NOT_REVERSED_AT_MPESA', 'DISCREPANCY', 'STATUS'),
       ('FAILED_AT_MPESA', 'DISCREPANCY', 'STATUS'),
       ('NOT_PAID_HERE', 'DISCREPANCY', 'STATUS'),
       ('SESSION_WAS_OVER', 'DISCREPANCY', 'STATUS'),
       ('SECOND_PAYMENT', 'DISCREPANCY', 'DOUBLE'),
       ('OTHER_BOOKING', 'DISCREPANCY', 'WRONG_BOOKING'),
       ('NO_BOOKING', 'DISCREPANCY', 'WRONG_BOOKING'),
       ('LOOKS_LIKE_OTHER_BOOKING', 'DISCREPANCY', 'WRONG_BOOKING'),
       ('NO_PAYMENT_HERE', 'ONLY_AT_MPESA', null),
       ('NOT_BOOKED', 'ONLY_AT_MPESA', null),
       ('TWO_CANDIDATES', 'ONLY_AT_MPESA', null),
       ('REVERSAL_OF_UNKNOWN', 'ONLY_AT_MPESA', null),
       ('ABSENT', 'ONLY_HERE', null),
       ('NOT_COVERED', 'PENDING_VERIFICATION', null),
       ('STILL_OPEN', 'PENDING_VERIFICATION', null),
       ('RECEIPT_FOLLOWS', 'PENDING_VERIFICATION', null),
       ('OPEN_AT_MPESA', 'PENDING_VERIFICATION', null),
       ('CHARGE', 'NOT_A_PAYMENT', null),
       ('OTHER_IN', 'NOT_A_PAYMENT', null),
       ('OTHER_OUT', 'NOT_A_PAYMENT', null),
       ('FAILED', 'NOT_A_PAYMENT', null);

-- One payment, one record, or both side by side, as the run saw them. References are not foreign keys: the rows are
-- written by the million, and what they name is never deleted.
create table reconciliation_item
(
    run_id        bigint      not null,
    number        bigint      not null generated always as identity (cache 1000),
    at            timestamptz not null,
    attempt_id    uuid,
    session_id    uuid,
    mpesa_cents   bigint,
    our_cents     bigint,
    rule          text        not null,
    mpesa_receipt text,
    -- What the payer typed or our push named.
    reference     text,
    our_receipt   text,
    our_state     text,
    primary key (run_id, number)
);

-- Nearly all items match exactly; the rest is what people look for.
create index reconciliation_items_to_look_at on reconciliation_item (run_id, rule, number)
    where rule not in ('EXACT', 'RECEIPT_AND_AMOUNT');
create index reconciliation_items_by_session on reconciliation_item (session_id)
    where rule not in ('EXACT', 'RECEIPT_AND_AMOUNT');

create table reconciliation_total
(
    run_id      bigint not null references reconciliation_run (id),
    rule        text   not null references reconciliation_rule (rule),
    items       bigint not null check (items >= 0),
    mpesa_cents bigint not null,
    our_cents   bigint not null,
    primary key (run_id, rule)
);

-- Frozen means that nobody changes it, whatever program they use.
create function reconciliation_refuse_frozen(run bigint) returns void
    language plpgsql as
$$
begin
    if exists (select from reconciliation_run where id = run and state = 'FINISHED') then
        raise exception 'reconciliation run % is finished and cannot be changed', run using errcode = 'check_violation';
    end if;
end
$$;

create function reconciliation_run_guard() returns trigger
    language plpgsql as
$$
begin
    if old.state = 'FINISHED' then
        perform reconciliation_refuse_frozen(old.id);
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

create trigger reconciliation_run_guard
    before update or delete
    on reconciliation_run
    for each row
execute function reconciliation_run_guard();

create function reconciliation_row_guard() returns trigger
    language plpgsql as
$$
begin
    perform reconciliation_refuse_frozen(old.run_id);
    if tg_op = 'UPDATE' then
        perform reconciliation_refuse_frozen(new.run_id);
        return new;
    end if;
    return old;
end
$$;

create trigger reconciliation_item_guard
    before update or delete
    on reconciliation_item
    for each row
execute function reconciliation_row_guard();

create trigger reconciliation_total_guard
    before update or delete
    on reconciliation_total
    for each row
execute function reconciliation_row_guard();

create function reconciliation_insert_guard() returns trigger
    language plpgsql as
$$
begin
    perform reconciliation_refuse_frozen(run_id) from (select distinct run_id from added) runs;
    return null;
end
$$;

create trigger reconciliation_item_insert_guard
    after insert
    on reconciliation_item
    referencing new table as added
    for each statement
execute function reconciliation_insert_guard();

create trigger reconciliation_total_insert_guard
    after insert
    on reconciliation_total
    referencing new table as added
    for each statement
execute function reconciliation_insert_guard();

create function reconciliation_refuse_truncate() returns trigger
    language plpgsql as
$$
begin
    raise exception 'finished reconciliation runs cannot be removed' using errcode = 'check_violation';
end
$$;

create trigger reconciliation_item_truncate_guard
    before truncate
    on reconciliation_item
    for each statement
execute function reconciliation_refuse_truncate();

create trigger reconciliation_total_truncate_guard
    before truncate
    on reconciliation_total
    for each statement
execute function reconciliation_refuse_truncate();

create trigger reconciliation_run_truncate_guard
    before truncate
    on reconciliation_run
    for each statement
execute function reconciliation_refuse_truncate();

-- What the matching looks up by time.
create index mpesa_receipts_by_time on mpesa_receipt using brin ((coalesce(transaction_time, recorded_at)))
    with (pages_per_range = 16);
create index payment_attempts_by_time on payment_attempt using brin (created_at) with (pages_per_range = 16);

-- Whether a phone, as far as a record shows it, is this one: whole, without 254, masked with stars, or as SHA-256.
create function phone_fits(shown text, phone text) returns boolean
    language sql
    immutable
    strict
    parallel safe
return case
           when length(shown) = 64 then shown = encode(sha256(convert_to(phone, 'UTF8')), 'hex')
           when position('*' in shown) > 0
               then starts_with(phone, split_part(shown, '*', 1))
               and right(phone, length(regexp_replace(shown, '^.*\*', ''))) = regexp_replace(shown, '^.*\*', '')
           else length(shown) >= 9 and right(phone, length(ltrim(shown, '0'))) = ltrim(shown, '0')
    end;
