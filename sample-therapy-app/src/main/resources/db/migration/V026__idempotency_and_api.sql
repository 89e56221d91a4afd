-- A key of a request is kept for 48 hours; then it is forgotten and may be used anew.
alter table payment_attempt
    alter column idempotency_key drop not null;

create index payment_attempts_with_key on payment_attempt (created_at) where idempotency_key is not null;

-- Tokens of the JSON interface that were signed out before their end.
create table signed_out_token (
    id         uuid primary key,
    expires_at timestamptz not null
);

create index signed_out_tokens_by_end on signed_out_token (expires_at);
