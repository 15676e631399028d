-- Last result of every check; a check that held on the same rows is not run again.
-- grain: table x check
-- not for: history; a new result replaces the one before.
create table quality.check_results (
    checked_table varchar not null, -- Schema and table the check reads.
    check_name varchar not null, -- Name of the check, unique within its table.
    severity varchar not null, -- critical stops publication, warning does not.
    reason varchar not null, -- Why the check exists.
    is_success boolean not null, -- Whether it passed.
    rows_checked bigint, -- Rows examined, where the check counts rows.
    rows_failing bigint, -- Rows that failed it, where the check counts rows.
    observed varchar, -- Value found, where the check examines a single value.
    content varchar not null, -- Hash of the rows and rules that were checked; a publication needs a result for its own rows.
    run_id varchar not null, -- Run in which the check ran.
    checked_at timestamptz not null -- When it ran.
);
