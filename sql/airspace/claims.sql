-- What one source reports about one violation, dangerous encounter or sighting.
-- grain: source x report x incident x object type
-- not for: counting incidents; one incident has as many rows as it has claimants. Use events.airspace.
-- key: kind, occurred_stated, violated_state_iso3, object_type, location_name
create table claims.airspace (
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
    kind varchar not null, -- violation, dangerous_encounter or sighting.
    occurred_stated varchar, -- Date, ISO 8601 at the stated precision (2023-03).
    entry_at timestamptz, -- Moment of entry; null when not stated to the minute.
    exit_at timestamptz, -- Moment of exit; null when not stated to the minute.
    time_precision integer, -- 1 to the minute, 2 night or day, 3 date, 4 week, 5 month, 6 year.
    violated_state_iso3 varchar, -- State whose airspace it is; null over international waters, when unknown, or where the source names several.
    violated_states varchar[], -- All states whose airspace it is, also where the source names several; empty over international waters or when unknown.
    location_name varchar, -- Place in the source's words.
    latitude double, -- Degrees north; null when the source gives no point.
    longitude double, -- Degrees east; null when the source gives no point.
    where_precision varchar, -- exact, near, region, country or international.
    violator_iso3 varchar, -- State that the source holds responsible; null when unknown.
    attribution varchar, -- confirmed, attributed, suspected, unknown or denied.
    object_type varchar, -- drone, aircraft, recon_aircraft, helicopter, missile or balloon.
    model varchar, -- Model in the source's words.
    object_count integer, -- Objects; null when not stated.
    object_count_low integer, -- Fewest objects, where the source gives a range or a bound.
    object_count_high integer, -- Most objects, where the source gives a range or a bound.
    object_count_qualifier varchar, -- exact, at_least, up_to or about.
    duration_min double, -- Minutes inside the airspace.
    depth_km double, -- Depth of the intrusion in kilometres.
    is_transponding boolean, -- Whether a transponder was on; null when not stated.
    responses varchar[], -- tracked, scrambled, escorted, shot_down, jammed, airport_closed, article_4, protest.
    responding_forces varchar, -- Who responded, in the source's words.
    damage varchar, -- Damage, in one line.
    summary varchar -- One-line summary in our own words.
);
