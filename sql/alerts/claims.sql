-- What one list reports of one air-raid alert: an area of Ukraine, when the alert began and when it ended.
-- grain: list x area x start
-- not for: hours under alert; alerts of areas inside one region overlap. Use marts.alerts_daily.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice.
-- test: accepted_values(list_name: official, volunteer): The two lists are counted apart.
create table claims.alerts (
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
    list_name varchar not null, -- official (the alert channel of the authorities) or volunteer (compiled by volunteers).
    started_stated varchar not null, -- Day on which it began in Kyiv, ISO 8601.
    started_at timestamptz not null, -- When it began.
    ended_at timestamptz, -- When it ended; null while it lasts.
    is_end_guessed boolean, -- Whether the list assumed the end; null where it does not say.
    area_level varchar not null, -- oblast, raion or hromada: the area that the alert covers.
    region_pcode varchar not null, -- First-level region of Ukraine that contains the area, P-code.
    raion varchar, -- Raion in the source's words; null for an alert of a region.
    hromada varchar, -- Hromada in the source's words; null for an alert of a region or a raion.
    summary varchar -- One-line summary in our own words.
);
