create table notification (
    id         uuid primary key,
    recipient  uuid not null references app_user (id),
    -- What happened, named so that hearing of it twice makes one notification.
    event_key  text not null,
    kind       text not null,
    session_id uuid not null references therapy_session (id),
    detail     text,
    created_at timestamptz not null,
    read_at    timestamptz,
    unique (recipient, event_key)
);

create index notification_newest on notification (recipient, created_at desc);
create index notification_unread on notification (recipient) where read_at is null;
