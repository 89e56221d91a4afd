create extension if not exists btree_gist;

-- What a session with a therapist costs. M-PESA moves whole shillings only.
create table therapist_price (
    therapist_id   uuid primary key references app_user (id),
    price_per_hour numeric(12, 2) not null check (price_per_hour > 0 and price_per_hour = trunc(price_per_hour))
);

create table therapy_session (
    id             uuid primary key,
    -- What people see, and type as account number when they pay by menu; with "-n" for an attempt at most 12 characters.
    booking_number text not null unique check (booking_number ~ '^[A-Z0-9]{5,9}$'),
    client_id      uuid not null references app_user (id),
    therapist_id   uuid not null references app_user (id),
    starts_at      timestamptz not null,
    ends_at        timestamptz not null check (ends_at > starts_at),
    price          numeric(12, 2) not null check (price > 0 and price = trunc(price)),
    status         text not null check (status in
                       ('PENDING_APPROVAL', 'APPROVED', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'DECLINED', 'CANCELLED')),
    decline_reason text,
    environment    text not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant       text not null check (merchant ~ '^[0-9]{5,7}$'),
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    check (client_id <> therapist_id),
    -- A therapist is in one place at a time. Requests may compete for a slot; the first one approved has it.
    constraint therapy_session_slot exclude using gist (
        therapist_id with =,
        tstzrange(starts_at, ends_at) with &&
    ) where (status in ('APPROVED', 'CONFIRMED', 'IN_PROGRESS'))
);

create index therapy_session_client on therapy_session (client_id, starts_at);
create index therapy_session_therapist on therapy_session (therapist_id, starts_at);
create index therapy_session_simulator on therapy_session (environment) where environment = 'SIMULATOR';
