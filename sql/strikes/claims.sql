-- What one report states about one attack window and weapon group.
-- grain: source x report x window x weapon class or model
-- not for: adding up; regional tallies, corrections and class totals overlap. Use events.strikes.
-- key: night_of, period, scope, attacker_iso3, target_iso3, target_regions, weapon_class, weapons
create table claims.strikes (
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
    window_start_at timestamptz, -- Start of the attack window, to the minute; null when only a date is stated.
    window_end_at timestamptz, -- End of the attack window, to the minute; null when only a date is stated.
    night_of date, -- Date that names the night: the one on which it ends in Kyiv, even if the window ends the evening before. Null for a week or longer.
    period varchar not null, -- night, day, day24 (night and day in one figure) or unknown.
    time_precision integer, -- 1 to the minute, 2 night or day, 3 date, 4 week, 5 month, 6 year.
    scope varchar not null, -- national, regional or local: the territory that the figure covers.
    attacker_iso3 varchar, -- Attacking state, ISO 3166-1 alpha-3.
    target_iso3 varchar, -- Attacked state, ISO 3166-1 alpha-3.
    target_regions varchar[], -- First-level regions named as targets, P-codes (UA32); empty when none is named.
    target_as_written varchar, -- Target in the report's words.
    affected_regions varchar[], -- First-level regions reported as affected, P-codes in Ukraine and ISO 3166-2 elsewhere; the figures of the row cover more than these.
    weapon_class varchar, -- drone, decoy_drone, recon_drone, a kind of missile, glide_bomb or air_target; null when the row counts people only.
    weapons varchar[], -- Weapon ids of vocabulary.weapons; empty when no model is named.
    weapon_as_written varchar, -- Weapon in the report's words.
    launch_areas varchar[], -- Launch areas in the report's words; empty when none is named.
    launched integer, -- Munitions launched; null when not stated, 0 only when stated.
    launched_qualifier varchar, -- exact, at_least, up_to or about.
    shot_down integer, -- Shot down by fire, where reported separately.
    suppressed integer, -- Suppressed or lost to electronic warfare, where reported separately.
    shot_down_or_suppressed integer, -- Shot down and suppressed as one figure.
    intercepted_qualifier varchar, -- exact, at_least, up_to or about; null when no interception is stated.
    not_reached_target integer, -- Reported not to have reached their targets.
    still_airborne integer, -- Still in the air when the report was written.
    left_airspace integer, -- Left towards another state's airspace.
    hits integer, -- Munitions that hit.
    hit_locations integer, -- Locations with hits.
    debris_locations integer, -- Locations with falling debris.
    decoys_included varchar, -- Whether the figure includes decoys: yes, no or unknown.
    jet_powered integer, -- Of the launched, those reported to be jet-powered.
    killed integer, -- People killed.
    injured integer, -- People injured.
    summary varchar -- One-line summary in our own words, where the source is a register.
);
