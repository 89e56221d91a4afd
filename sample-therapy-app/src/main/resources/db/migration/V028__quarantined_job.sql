-- Jobs that failed again and again. The job itself stays among the scheduled ones, parked at the end of time, so that
-- nothing schedules it once more by accident; here stands why, until a person has it tried again.
create table quarantined_job (
    task_name     text not null,
    task_instance text not null,
    failures      integer not null check (failures > 0),
    last_error    text not null,
    since         timestamptz not null,
    primary key (task_name, task_instance)
);

create index payment_evidence_quarantined on payment_evidence (received_at) where disposition = 'QUARANTINED';
