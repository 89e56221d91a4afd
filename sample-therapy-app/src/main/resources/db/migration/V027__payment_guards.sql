-- More that is impossible whatever the code does, and indexes for what is looked up by cases and people.

-- A receipt rests on evidence of its own environment, and so does a case on a session of its own.
alter table payment_evidence
    add constraint payment_evidence_environment_key unique (id, environment);
alter table mpesa_receipt
    add constraint mpesa_receipt_evidence_environment
        foreign key (evidence_id, environment) references payment_evidence (id, environment);
alter table therapy_session
    add constraint therapy_session_environment_key unique (id, environment);
alter table payment_exception
    add constraint payment_exception_session_environment
        foreign key (session_id, environment) references therapy_session (id, environment);

-- Which receipt paid a session is decided once: an applied receipt is only ever reversed, and a reversed one stays so.
create function mpesa_receipt_guard() returns trigger
    language plpgsql as
$$
begin
    if old.disposition <> new.disposition
        and (old.disposition = 'REVERSED' or old.disposition = 'APPLIED' and new.disposition <> 'REVERSED') then
        raise exception 'receipt % may not go from % to %', old.receipt, old.disposition, new.disposition
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger mpesa_receipt_guard
    before update of disposition
    on mpesa_receipt
    for each row
execute function mpesa_receipt_guard();

-- Evidence is what M-PESA said. What became of it changes; what was said does not.
create function payment_evidence_guard() returns trigger
    language plpgsql as
$$
begin
    if (old.environment, old.merchant, old.source, old.authenticity, old.raw_body, old.received_at)
        is distinct from (new.environment, new.merchant, new.source, new.authenticity, new.raw_body, new.received_at) then
        raise exception 'evidence % is what M-PESA said and never changes', old.id
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger payment_evidence_guard
    before update
    on payment_evidence
    for each row
execute function payment_evidence_guard();

create index payment_exceptions_by_attempt on payment_exception (attempt_id) where attempt_id is not null;
create index payment_exceptions_by_session on payment_exception (session_id) where session_id is not null;
create index mpesa_receipts_by_attempt on mpesa_receipt (attempt_id) where attempt_id is not null;
