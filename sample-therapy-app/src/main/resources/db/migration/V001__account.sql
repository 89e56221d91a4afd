create table app_user (
    id            uuid primary key,
    email         text not null unique check (email = lower(email) and email like '_%@_%'),
    display_name  text not null check (display_name <> ''),
    role          text not null check (role in ('CLIENT', 'THERAPIST', 'ADMIN')),
    password_hash text not null,
    demo          boolean not null default false,
    created_at    timestamptz not null
);

comment on column app_user.demo is 'made by the profile "demo", with a password everybody knows; production refuses to start with such a user';

create index app_user_therapists on app_user (display_name) where role = 'THERAPIST';

-- Who tried to sign in how often. The subject is a hash: people type all kinds of things into the wrong field.
create table sign_in_throttle (
    subject        text primary key,
    tries          integer not null check (tries > 0),
    window_started timestamptz not null
);

create index sign_in_throttle_window on sign_in_throttle (window_started);
