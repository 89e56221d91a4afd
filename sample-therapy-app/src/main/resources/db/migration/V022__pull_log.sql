-- Which spans of M-PESA's record have been read to the end. What was paid inside one, and is not known afterwards, needs a
-- person; and whoever gives an attempt up must have looked here first.
create table mpesa_pull
(
    id          uuid        not null primary key,
    environment text        not null check (environment in ('SIMULATOR', 'SANDBOX', 'PRODUCTION')),
    merchant    text        not null,
    window_from timestamptz not null,
    window_to   timestamptz not null check (window_to > window_from),
    row_count   integer     not null check (row_count >= 0),
    finished_at timestamptz not null
);

create index mpesa_pull_latest on mpesa_pull (environment, merchant, window_to);
