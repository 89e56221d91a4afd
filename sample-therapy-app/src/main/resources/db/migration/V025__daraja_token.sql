-- M-PESA's access token, shared by all instances, because a new one may end the one before. Sealed with a key that is
-- derived from the consumer secret and is never in this database.
create table daraja_token (
    -- Names credentials and environment, holds no secret.
    name         text primary key check (name <> ''),
    sealed       bytea,
    issued_at    timestamptz,
    expires_at   timestamptz,
    -- Whoever holds the lease is fetching a new token; the others wait for it. It ends by itself if its holder dies.
    lease_holder uuid,
    lease_until  timestamptz,
    check ((sealed is null) = (issued_at is null) and (sealed is null) = (expires_at is null)),
    check ((lease_holder is null) = (lease_until is null))
);
