-- M-PESA also tells of money through channels that know no attempt of ours: C2B, Pull, statement, status, reversal.
-- What they tell is evidence like any other, about an attempt, about a session (paid by the menu of a phone), or about nobody.
alter table payment_evidence
    add column session_id       uuid,
    -- What the customer typed, or what our push sent along.
    add column bill_reference   text,
    -- Of a movement that took money back: its own receipt. The receipt it took back stands in "receipt".
    add column reversal_receipt text,
    add constraint payment_evidence_session foreign key (session_id, environment, merchant)
        references therapy_session (id, environment, merchant),
    -- The attempt knows its session.
    add constraint payment_evidence_about check (attempt_id is null or session_id is null);

create index payment_evidence_by_session on payment_evidence (session_id) where session_id is not null;

-- A channel that is read again and again tells each thing once.
create unique index one_report_per_channel on payment_evidence
    (environment, source, coalesce(receipt, reversal_receipt), meaning, body_digest)
    where source in ('C2B', 'PULL', 'STATEMENT', 'STATUS_RESULT', 'REVERSAL_RESULT')
        and coalesce(receipt, reversal_receipt) is not null;

alter table mpesa_receipt
    add column reversed_by text,
    add column reversed_at timestamptz,
    add constraint mpesa_receipt_reversal check (reversed_by is null or disposition = 'REVERSED');

-- A claim that no record of M-PESA confirms has no receipt to point at.
alter table payment_exception
    add column evidence_id uuid references payment_evidence (id);

drop index one_exception_per_case;
create unique index one_exception_per_case on payment_exception
    (kind, coalesce(attempt_id, '00000000-0000-0000-0000-000000000000'), coalesce(receipt, ''),
     coalesce(evidence_id, '00000000-0000-0000-0000-000000000000'));

-- A person says that no source knows of an attempt.
alter table payment_evidence drop constraint payment_evidence_meaning_check;
alter table payment_evidence add constraint payment_evidence_meaning_check check (meaning in
    ('ACCEPTED', 'NOT_TAKEN', 'REFUSED', 'NO_ANSWER', 'PENDING', 'PAID', 'NOT_PAID', 'NOT_PAID_SOFT', 'REVERSED',
     'UNKNOWN_TO_MPESA', 'UNREADABLE'));
