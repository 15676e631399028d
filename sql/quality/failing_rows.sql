-- Rows that failed a check of the last refresh, up to 20 per check.
-- grain: table x check x row
-- not for: counting failures; see rows_failing in quality.check_results.
create table quality.failing_rows (
    checked_table varchar not null, -- Schema and table the check reads.
    check_name varchar not null, -- Name of the check.
    severity varchar not null, -- critical or warning.
    row_json varchar not null, -- The row's key and the offending values, as JSON.
    run_id varchar not null -- Run of the refresh.
);
