-- What one source reports about one direction and category of one exchange of people.
-- grain: source x report x exchange x direction x category x basis
-- not for: adding up; the table has totals and also their parts, and claimants disagree. Use events.exchanges.
-- key: exchanged_stated, to_party, category, count_basis, is_aggregate
create table claims.exchanges (
    claim_id varchar not null, -- Hash of the source, the family and the source's natural key; never of a value.
    revision integer not null, -- 1 for the first version of the claim, 2 for its first change, and so on.
    source varchar not null, -- Folder of the source under pipelines/defs/sources.
    document_id varchar not null, -- First document that contains this revision; see landed.documents.
    locator varchar not null, -- Place in the document: a data row counted from 1, or a character range.
    evidence struct(field varchar, quote varchar, char_start integer, char_end integer, "column" varchar, "row" integer)[], -- Evidence of each figure: exact words with offsets, or a table's cell.
    reported_by varchar not null, -- Who published the report.
    reporting_side varchar not null, -- Side of whom the report cites, else of its publisher: ukraine, russia, third_party or media.
    source_type varchar not null, -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
    attributed_to varchar, -- Whom the report cites; null when it cites no one.
    report_ref varchar, -- The report's address or post id; claims of one report share it.
    quote varchar, -- Short passage of the report, at most 25 words, where a register cites one; null elsewhere.
    event_ref varchar, -- The source's label for the event; null when it gives none.
    flags varchar[], -- Cautions for the reader, such as header_contradicts_body; empty when there are none.
    extraction_tier varchar, -- How far the reading of a text was confirmed: A the known form of a known channel, B two independent readers or a reviewer, C one reader; null for a row of a table.
    extraction_reason varchar, -- Why it has that tier, in words; null for a row of a table.
    published_stated varchar, -- When the report was published, ISO 8601 at the stated precision (2026, 2026-02, 2026-02-05).
    published_at timestamptz, -- The moment of publication; null when only a date is known.
    known_from timestamptz not null, -- When this revision became known.
    known_to timestamptz, -- When it was replaced or withdrawn; null while it is current.
    exchanged_stated varchar, -- Date, ISO 8601 at the stated precision; null when the source gives none.
    time_precision integer, -- 3 date, 4 week, 5 month, 6 year; null when undated.
    to_party varchar, -- State that received the people, UKR or RUS; null when the figure covers both sides together.
    category varchar not null, -- pow, civilian, child, remains or unclear.
    "count" integer, -- People; null when not stated exactly.
    count_low integer, -- Fewest, for "more than".
    count_high integer, -- Most, for "almost" or "up to".
    count_qualifier varchar, -- exact, at_least, up_to or about.
    count_basis varchar not null, -- per_side, total (both sides together) or unclear.
    is_aggregate boolean not null, -- True where the figure covers exchanges on several days and overlaps the rows of these days.
    mediators varchar[], -- Mediators, ISO alpha-3, UN or ICRC; sorted.
    location varchar, -- Place in the source's words.
    summary varchar -- One-line summary in our own words.
);
