-- When what a statement says about payments of ours was reported to the payments. Null is a job still to be done.
alter table statement_import
    add column reported_at timestamptz;

create index statement_imports_to_report on statement_import (environment, merchant) where reported_at is null;
