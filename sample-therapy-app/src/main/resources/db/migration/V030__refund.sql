-- Money going back. The database is the last guard here too: one refund for one receipt, never more or less than the
-- receipt, never for money that pays a living session, and nothing sent that was not approved, by two above KES 20,000.

create table refund
(
    id                         uuid           not null primary key,
    environment                text           not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant                   text           not null,
    receipt                    text           not null,
    amount_kes                 numeric(10, 0) not null check (amount_kes between 1 and 250000),
    session_id                 uuid,
    reason                     text           not null check (reason in
                                                              ('DUPLICATE', 'SESSION_CANCELLED', 'LATE', 'ORPHAN',
                                                               'WRONG_AMOUNT', 'OTHER')),
    state                      text           not null check (state in
                                                              ('REQUESTED', 'APPROVED', 'SENDING', 'UNCLEAR',
                                                               'ACCEPTED', 'TIMED_OUT', 'REFUNDED', 'FAILED',
                                                               'BY_HAND', 'WITHDRAWN')),
    requested_at               timestamptz    not null,
    -- Null when the application asked: a second payment came, or a paid session was cancelled.
    requested_by               uuid references app_user (id),
    approved_by                uuid references app_user (id),
    second_approved_by         uuid references app_user (id),
    approved_at                timestamptz,
    -- The execution that began the sending. Anybody else who finds SENDING knows that it died.
    claim                      uuid,
    sent_at                    timestamptz,
    conversation_id            text,
    originator_conversation_id text,
    reversal_receipt           text,
    result_code                text,
    settled_at                 timestamptz,
    constraint one_refund_per_receipt unique (environment, receipt),
    foreign key (environment, receipt) references mpesa_receipt (environment, receipt),
    foreign key (session_id, environment, merchant) references therapy_session (id, environment, merchant),
    constraint two_different_approvers check (second_approved_by is distinct from approved_by or second_approved_by is null),
    check (second_approved_by is null or approved_by is not null),
    check (state <> 'APPROVED' or approved_at is not null),
    check ((sent_at is null) = (claim is null)),
    check (state not in ('SENDING', 'UNCLEAR', 'ACCEPTED', 'TIMED_OUT') or sent_at is not null)
);

create index refunds_under_way on refund (requested_at)
    where state not in ('REFUNDED', 'BY_HAND', 'WITHDRAWN');
create index refunds_by_approval on refund (approved_at) where approved_at is not null;
create index refunds_by_session on refund (session_id) where session_id is not null;

-- The arrows, and what must be so before a byte leaves. Proof that the money went back ends any refund.
create function refund_guard() returns trigger
    language plpgsql as
$$
begin
    if old.state = new.state then
        return new;
    end if;
    if not (new.state = 'REFUNDED' and old.state <> 'BY_HAND'
        or (old.state, new.state) in (('REQUESTED', 'APPROVED'), ('REQUESTED', 'WITHDRAWN'),
                                      ('APPROVED', 'SENDING'), ('APPROVED', 'REQUESTED'), ('APPROVED', 'WITHDRAWN'),
                                      ('SENDING', 'ACCEPTED'), ('SENDING', 'UNCLEAR'), ('SENDING', 'REQUESTED'),
                                      ('SENDING', 'FAILED'),
                                      ('UNCLEAR', 'ACCEPTED'), ('UNCLEAR', 'FAILED'), ('UNCLEAR', 'TIMED_OUT'),
                                      ('ACCEPTED', 'FAILED'), ('ACCEPTED', 'TIMED_OUT'),
                                      ('TIMED_OUT', 'FAILED'),
                                      ('FAILED', 'BY_HAND'),
                                      ('WITHDRAWN', 'REQUESTED'))) then
        raise exception 'refund % may not go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation';
    end if;
    if new.state in ('APPROVED', 'SENDING')
        and (new.approved_by is null or new.amount_kes > 20000 and new.second_approved_by is null) then
        raise exception 'refund % is not approved by enough people', old.id using errcode = 'check_violation';
    end if;
    if new.state = 'SENDING' then
        if not exists (select
                       from mpesa_receipt r
                       where r.environment = new.environment
                         and r.receipt = new.receipt
                         and r.merchant = new.merchant
                         and r.amount_kes = new.amount_kes
                         and r.disposition <> 'REVERSED') then
            raise exception 'refund % is not of a receipt of ours, in full', old.id using errcode = 'check_violation';
        end if;
        if exists (select
                   from mpesa_receipt r
                            join therapy_session s on s.id = r.session_id
                   where r.environment = new.environment
                     and r.receipt = new.receipt
                     and r.disposition = 'APPLIED'
                     and s.status not in ('CANCELLED', 'DECLINED')) then
            raise exception 'refund % would take back what pays a session', old.id using errcode = 'check_violation';
        end if;
    end if;
    return new;
end
$$;

create trigger refund_guard
    before update of state
    on refund
    for each row
execute function refund_guard();

-- What the refund is about never changes after it is asked for.
create function refund_is_of_one_receipt() returns trigger
    language plpgsql as
$$
begin
    raise exception 'refund % keeps its receipt and amount', old.id using errcode = 'check_violation';
end
$$;

create trigger refund_is_of_one_receipt
    before update of environment, merchant, receipt, amount_kes, session_id
    on refund
    for each row
    when ((old.environment, old.merchant, old.receipt, old.amount_kes)
        is distinct from (new.environment, new.merchant, new.receipt, new.amount_kes))
execute function refund_is_of_one_receipt();

-- What came of asking M-PESA to give it back, as it came.
create table refund_evidence
(
    id                         uuid        not null primary key,
    refund_id                  uuid        not null references refund (id),
    source                     text        not null check (source in
                                                           ('ANSWER', 'RESULT', 'TIMEOUT', 'STATUS', 'PERSON')),
    meaning                    text        not null check (meaning in
                                                           ('ACCEPTED', 'NOT_TAKEN', 'NO_ANSWER', 'REVERSED',
                                                            'ALREADY_REVERSED', 'NOT_REVERSED', 'NOT_KNOWN',
                                                            'UNREADABLE')),
    conversation_id            text,
    originator_conversation_id text,
    result_code                text,
    result_description         text,
    reversal_receipt           text,
    original_receipt           text,
    amount_kes                 numeric(10, 0),
    completed_at               timestamptz,
    raw_body                   bytea       not null,
    body_digest                text        not null,
    received_at                timestamptz not null,
    disposition                text        not null check (disposition in
                                                           ('PENDING', 'APPLIED', 'DUPLICATE', 'CONTRADICTION',
                                                            'QUARANTINED'))
);

create index refund_evidence_by_refund on refund_evidence (refund_id, received_at);

-- Who moved a refund, when and why: people, M-PESA's word, or the sending itself.
create table refund_transition
(
    id          bigint generated always as identity primary key,
    refund_id   uuid        not null references refund (id),
    from_state  text,
    to_state    text        not null,
    evidence_id uuid references refund_evidence (id),
    person_id   uuid references app_user (id),
    reason      text        not null,
    at          timestamptz not null
);

create index refund_transitions_by_refund on refund_transition (refund_id, id);
