-- Outcome of every check of the last refresh.
-- grain: table x check
-- not for: history; each refresh writes it anew.
create table quality.check_results (
    checked_table varchar not null, -- Schema and table the check reads.
    check_name varchar not null, -- Name of the check, unique within its table.
    severity varchar not null, -- critical stops publication, warning does not.
    reason varchar not null, -- Why the check exists.
    is_success boolean not null, -- Whether it held.
    rows_checked bigint, -- Rows looked at, where the check counts rows.
    rows_failing bigint, -- Rows that broke it, where the check counts rows.
    observed varchar, -- What was found, where the check looks at one value.
    run_id varchar not null, -- Run of the refresh.
    checked_at timestamptz not null -- When it ran.
);
