-- What one source reports about one change of status of an agreement or a channel.
-- grain: source x report x agreement x change
-- not for: the current status; sources repeat and contradict each other. Use marts.agreements_status.
-- key: name, event, event_stated
create table claims.agreements (
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
    name varchar not null, -- Name of the agreement or channel.
    kind varchar, -- treaty, ceasefire, communication_channel, exchange_deal, grain, energy_truce, framework or planned_meeting.
    parties varchar[], -- Parties, ISO alpha-3, UN or SUN (Soviet Union); sorted.
    event varchar not null, -- signed, ratified, entered_into_force, extended, suspended, notice, withdrawn, expired, restored, proposed, rejected or violated.
    event_stated varchar, -- Date, ISO 8601 at the stated precision (2021); null when undated.
    time_precision integer, -- 3 date, 5 month, 6 year; null when undated.
    summary varchar -- One-line summary in our own words.
);
