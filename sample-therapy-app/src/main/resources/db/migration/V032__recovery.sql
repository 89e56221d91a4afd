-- After a restore the database is older than the world. A heartbeat tells how much older; while a recovery is open, nothing
-- that moves money is sent.
create table heartbeat
(
    one boolean     not null primary key default true check (one),
    at  timestamptz not null
);

create table recovery
(
    id         uuid        not null primary key,
    -- What happened in between stands in M-PESA's records alone.
    gap_from   timestamptz not null,
    gap_to     timestamptz not null,
    asked_for  boolean     not null,
    found_at   timestamptz not null,
    ended_at   timestamptz,
    -- Null while it is open, and when reading M-PESA's records over the whole gap ended it.
    ended_by   uuid references app_user (id),
    end_reason text,
    check (gap_to >= gap_from),
    check ((ended_at is null) = (end_reason is null))
);

create unique index one_open_recovery on recovery ((true)) where ended_at is null;

-- What was not sent when the backup was made may have been sent since: two arrows more.
create or replace function payment_attempt_guard() returns trigger
    language plpgsql as
$$
begin
    if old.state = new.state then
        return new;
    end if;
    if new.state = 'PAID' and old.state <> 'REVERSED'
        or (old.state, new.state) in (('CREATED', 'SENDING'), ('CREATED', 'QUEUED'), ('CREATED', 'NOT_SENT'),
                                      ('CREATED', 'UNCLEAR'), ('QUEUED', 'UNCLEAR'),
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
