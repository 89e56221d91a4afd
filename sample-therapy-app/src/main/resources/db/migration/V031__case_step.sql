-- What people did about the cases in payment_exception: who, when, why. Rows are only ever added.
create table payment_case_step
(
    id        bigint generated always as identity primary key,
    case_id   uuid        not null references payment_exception (id),
    action    text        not null check (action in
                                          ('TAKEN', 'RESOLVED', 'RECEIPT_CONFIRMED', 'MARKED_FAILED', 'ABANDONED',
                                           'LINKED', 'CLAIM_ACCEPTED', 'REFUND_REQUESTED', 'REPLAYED')),
    person_id uuid        not null references app_user (id),
    reason    text        not null,
    at        timestamptz not null
);

create index payment_case_steps_by_case on payment_case_step (case_id, id);
create index resolved_payment_exceptions on payment_exception (resolved_at) where resolved_at is not null;
