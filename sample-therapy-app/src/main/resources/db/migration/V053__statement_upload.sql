-- A statement between its upload and the word of the person who looked at the preview. Any instance may answer the second
-- request, so the file is here and not on a disk; a job removes what nobody came back for.
create table statement_upload
(
    id          uuid        not null primary key,
    file_name   text        not null,
    bytes       bigint      not null check (bytes >= 0),
    uploaded_by uuid        not null references app_user (id),
    uploaded_at timestamptz not null
);

create index statement_uploads_by_time on statement_upload (uploaded_at);

-- In parts, so that neither way needs the whole file in memory.
create table statement_upload_part
(
    upload_id uuid  not null references statement_upload (id) on delete cascade,
    number    int   not null,
    content   bytea not null,
    primary key (upload_id, number)
);
