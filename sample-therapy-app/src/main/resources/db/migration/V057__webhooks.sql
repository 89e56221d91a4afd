-- What other systems are told. Ids carry their time, so the newest stand last by id.
create table webhook_message (
    id         uuid primary key,
    -- What happened, named so that hearing of it twice makes one message.
    event_key  text not null unique,
    type       text not null,
    -- The bytes that are signed, kept so that every try and every replay sends the same.
    body       text not null,
    created_at timestamptz not null
);

create index webhook_messages_by_age on webhook_message (created_at);

-- One message on its way to one endpoint.
create table webhook_delivery (
    message_id    uuid not null references webhook_message (id) on delete cascade,
    endpoint      text not null,
    state         text not null check (state in ('PENDING', 'DELIVERED', 'GIVEN_UP')),
    tries         integer not null default 0 check (tries >= 0),
    -- HTTP status of the last answer; null when none came, and why stands in last_answer.
    last_status   integer,
    last_answer   text,
    last_tried_at timestamptz,
    next_try_at   timestamptz,
    primary key (message_id, endpoint),
    check ((state = 'PENDING') = (next_try_at is not null))
);

create index webhook_deliveries_by_state on webhook_delivery (state, message_id);

-- Endpoints that said they want nothing any more (410 Gone), until a person or another address lets them have it again.
create table webhook_endpoint_off (
    endpoint       text primary key,
    address_digest bytea not null,
    since          timestamptz not null
);
