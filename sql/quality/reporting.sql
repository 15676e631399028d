-- How many records of the world's news a source of coverage counts in each span of time, by topic.
-- grain: document_id x added_at x topic
-- not for: counting events; a record is a machine's reading of a news report. Use shares: marts.overview_reporting.
create table quality.reporting (
    source varchar not null, -- Folder of the source.
    document_id varchar not null, -- Document that the records are in; see landed.documents.
    added_at timestamptz not null, -- Moment at which the source added the records; UTC.
    topic varchar not null, -- all, ukraine, ukraine_and_russia or conflict_in_ukraine; all has every record.
    records bigint not null, -- Number of records about the topic.
    mentions bigint not null -- Mentions of them in news reports, as the source counts them.
);
