-- Payments: attempts, what M-PESA told us about them, and the receipts. The database is the last guard: whatever the
-- code does, a receipt stands here once, a session has one applied receipt and one blocking attempt, rows of different
-- environments never meet, and an attempt moves only along the arrows of its state machine.

alter table therapy_session
    add constraint therapy_session_money_key unique (id, environment, merchant);

create table payment_attempt
(
    id                  uuid           not null primary key,
    session_id          uuid           not null,
    environment         text           not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant            text           not null,
    number              integer        not null check (number >= 1),
    payer_id            uuid           not null,
    phone               text           not null check (phone ~ '^254[17][0-9]{8}$'),
    amount_kes          numeric(10, 0) not null check (amount_kes between 1 and 250000),
    account_reference   text           not null check (length(account_reference) between 1 and 12),
    -- The caller's key; the digest tells whether a second use asks for the same thing.
    idempotency_key     text           not null check (length(idempotency_key) between 8 and 64),
    request_digest      text           not null,
    state               text           not null check (state in
                                                       ('CREATED', 'QUEUED', 'SENDING', 'UNCLEAR', 'PROMPTED',
                                                        'TIMED_OUT', 'FAILED', 'NOT_SENT', 'ABANDONED', 'PAID',
                                                        'REVERSED')),
    -- Paid, known only through the query so far: the receipt follows.
    provisional         boolean        not null default false,
    -- How often sending was begun; each beginning ends in one push answer among the evidence.
    sends               integer        not null default 0 check (sends >= 0),
    -- The execution that began the last sending. Anybody else who finds SENDING knows that it died.
    claim               uuid,
    checkout_request_id text,
    merchant_request_id text,
    receipt             text,
    result_code         text,
    created_at          timestamptz    not null,
    expires_at          timestamptz    not null,
    next_try_at         timestamptz,
    sent_at             timestamptz,
    last_query_at       timestamptz,
    settled_at          timestamptz,
    released_at         timestamptz,
    released_by         uuid,
    foreign key (session_id, environment, merchant) references therapy_session (id, environment, merchant),
    constraint payment_attempt_money_key unique (id, environment),
    constraint payment_attempt_number unique (session_id, number),
    constraint payment_attempt_idempotency unique (payer_id, idempotency_key),
    check (state <> 'PROMPTED' or checkout_request_id is not null),
    check (state = 'PAID' or not provisional),
    check (state <> 'PAID' or provisional or receipt is not null),
    check (sends = 0 or sent_at is not null),
    check ((released_at is null) = (released_by is null))
);

create unique index one_blocking_attempt_per_session on payment_attempt (session_id)
    where state in ('CREATED', 'QUEUED', 'SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT') and released_at is null;
create unique index one_attempt_per_checkout_request on payment_attempt (environment, checkout_request_id)
    where checkout_request_id is not null;
create unique index one_attempt_per_receipt on payment_attempt (environment, receipt)
    where receipt is not null;
create index open_payment_attempts on payment_attempt (state, sent_at)
    where state in ('CREATED', 'QUEUED', 'SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT') or provisional;
create index payment_attempts_by_phone on payment_attempt (phone, created_at);
create index payment_attempts_by_payer on payment_attempt (payer_id, created_at);

-- The arrows of the state machine. Success moves any state to PAID: late truth wins.
create function payment_attempt_guard() returns trigger
    language plpgsql as
$$
begin
    if old.state = new.state then
        return new;
    end if;
    if new.state = 'PAID' and old.state <> 'REVERSED'
        or (old.state, new.state) in (('CREATED', 'SENDING'), ('CREATED', 'QUEUED'), ('CREATED', 'NOT_SENT'),
                                      ('QUEUED', 'SENDING'), ('QUEUED', 'NOT_SENT'),
                                      ('SENDING', 'PROMPTED'), ('SENDING', 'UNCLEAR'), ('SENDING', 'QUEUED'),
                                      ('SENDING', 'NOT_SENT'), ('SENDING', 'FAILED'),
                                      ('UNCLEAR', 'PROMPTED'), ('UNCLEAR', 'TIMED_OUT'), ('UNCLEAR', 'FAILED'),
                                      ('PROMPTED', 'FAILED'), ('PROMPTED', 'TIMED_OUT'),
                                      ('TIMED_OUT', 'FAILED'), ('TIMED_OUT', 'ABANDONED'),
                                      ('PAID', 'REVERSED')) then
        return new;
    end if;
    if old.state = 'PAID' and new.state = 'FAILED' and old.provisional then
        return new;
    end if;
    raise exception 'payment attempt % may not go from % to %', old.id, old.state, new.state
        using errcode = 'check_violation';
end
$$;

create trigger payment_attempt_guard
    before update of state
    on payment_attempt
    for each row
execute function payment_attempt_guard();

-- Everything M-PESA tells us, as it came, with what we read in it and what became of it.
create table payment_evidence
(
    id                  uuid        not null primary key,
    environment         text        not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant            text        not null,
    attempt_id          uuid,
    source              text        not null check (source in
                                                    ('PUSH_ANSWER', 'CALLBACK', 'QUERY', 'C2B', 'PULL', 'STATEMENT',
                                                     'STATUS_RESULT', 'REVERSAL_RESULT', 'PERSON')),
    authenticity        text        not null check (authenticity in
                                                    ('OWN_CALL', 'PAYMENT_TOKEN', 'SHARED_TOKEN', 'PERSON')),
    meaning             text        not null check (meaning in
                                                    ('ACCEPTED', 'NOT_TAKEN', 'REFUSED', 'NO_ANSWER', 'PENDING',
                                                     'PAID', 'NOT_PAID', 'NOT_PAID_SOFT', 'REVERSED', 'UNREADABLE')),
    checkout_request_id text,
    merchant_request_id text,
    result_code         text,
    result_description  text,
    receipt             text,
    amount_kes          numeric(10, 0),
    phone               text,
    transaction_time    timestamptz,
    raw_body            bytea       not null,
    body_digest         text        not null,
    received_at         timestamptz not null,
    disposition         text        not null check (disposition in
                                                    ('PENDING', 'APPLIED', 'DUPLICATE', 'CONTRADICTION', 'QUARANTINED',
                                                     'REJECTED')),
    -- Why it was set aside, or what went wrong while it was handled.
    note                text,
    tries               integer     not null default 0,
    foreign key (attempt_id, environment) references payment_attempt (id, environment)
);

create index payment_evidence_by_attempt on payment_evidence (attempt_id, received_at);
create index payment_evidence_by_receipt on payment_evidence (environment, receipt) where receipt is not null;
create index payment_evidence_pending on payment_evidence (received_at) where disposition = 'PENDING';

-- Proof of a movement of money. The key makes a receipt twice impossible, whatever channel reports it.
create table mpesa_receipt
(
    environment      text           not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    receipt          text           not null check (receipt ~ '^[A-Z0-9]{8,12}$'),
    merchant         text           not null,
    amount_kes       numeric(10, 0) not null check (amount_kes > 0),
    attempt_id       uuid,
    session_id       uuid,
    disposition      text           not null check (disposition in
                                                    ('APPLIED', 'DUPLICATE', 'WRONG_AMOUNT', 'ORPHAN', 'LATE',
                                                     'REVERSED')),
    evidence_id      uuid           not null references payment_evidence (id),
    transaction_time timestamptz,
    recorded_at      timestamptz    not null,
    primary key (environment, receipt),
    foreign key (attempt_id, environment) references payment_attempt (id, environment),
    foreign key (session_id, environment, merchant) references therapy_session (id, environment, merchant),
    check (disposition <> 'APPLIED' or session_id is not null)
);

create unique index one_applied_receipt_per_session on mpesa_receipt (session_id) where disposition = 'APPLIED';
create index mpesa_receipts_by_session on mpesa_receipt (session_id);

-- Who moved an attempt, when, and on what evidence. Only the clock, a person or the sending itself moves one without.
create table payment_transition
(
    id          bigint generated always as identity primary key,
    attempt_id  uuid        not null references payment_attempt (id),
    from_state  text,
    to_state    text        not null,
    evidence_id uuid references payment_evidence (id),
    reason      text        not null,
    at          timestamptz not null
);

create index payment_transitions_by_attempt on payment_transition (attempt_id, id);

-- What a person has to look at.
create table payment_exception
(
    id          uuid        not null primary key,
    environment text        not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    kind        text        not null check (kind in
                                            ('DUPLICATE', 'WRONG_AMOUNT', 'ORPHAN', 'LATE', 'RECEIPT_MISSING',
                                             'CONTRADICTION', 'UNRESOLVED')),
    session_id  uuid references therapy_session (id),
    attempt_id  uuid,
    receipt     text,
    opened_at   timestamptz not null,
    owner_id    uuid,
    resolved_at timestamptz,
    resolved_by uuid,
    resolution  text,
    foreign key (attempt_id, environment) references payment_attempt (id, environment),
    foreign key (environment, receipt) references mpesa_receipt (environment, receipt),
    check ((resolved_at is null) = (resolution is null))
);

-- One case is opened once, also when the same facts are looked at again.
create unique index one_exception_per_case on payment_exception
    (kind, coalesce(attempt_id, '00000000-0000-0000-0000-000000000000'), coalesce(receipt, ''));
create index open_payment_exceptions on payment_exception (opened_at) where resolved_at is null;
