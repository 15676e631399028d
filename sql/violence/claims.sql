-- What one dataset reports of one event of violence: date, place, actors by side, and deaths as the dataset estimates them.
-- grain: source x event of the source
-- not for: adding up sources; datasets report the same violence under ids of their own. Compare them in marts.violence_agreement.
-- test: unique(claim_id, revision): A revision with two rows would be counted twice in every event.
-- test: accepted_values(kind: state_based, non_state, one_sided, battle, remote_violence, civilian_violence, riot, protest,
-- strategic_development, military_report, other_report): It separates armed violence from other events.
-- test: accepted_values(where_precision: exact, near, district, region, wider, country, international): No point may look more precise than its source.
-- test: accepted_values(time_precision: 3, 4, 5, 6): No date may look more precise than its source.
create table claims.violence (
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
    kind varchar not null, -- UCDP: state_based, non_state, one_sided; ACLED: battle, remote_violence, civilian_violence, riot, protest, strategic_development; VIINA: military_report, other_report.
    status varchar, -- candidate or final, where the dataset first publishes events as candidates; null elsewhere.
    occurred_stated varchar not null, -- First day, ISO 8601 at the stated precision (2026-02 where only the month is known).
    ended_stated varchar, -- Last day, where the source gives a span of days; null otherwise.
    time_precision integer not null, -- 3 date, 4 week or some days, 5 month, 6 year.
    country_iso3 varchar, -- State in which it happened, by international recognition; null where the source names none.
    adm1_pcode varchar, -- First-level region of Ukraine, P-code; null elsewhere, and where the place is larger than a region.
    adm1_name varchar, -- First-level region in the source's words.
    adm2_name varchar, -- Second-level region in the source's words.
    location_name varchar, -- Place in the source's words.
    latitude double, -- Degrees north, as the source gives it.
    longitude double, -- Degrees east, as the source gives it.
    where_precision varchar, -- exact (the named place), near (about 25 km), district, region, wider (an area across regions), country or international; null where the source does not say.
    side_a varchar, -- First actor in the source's words; not necessarily the attacker.
    side_b varchar, -- Second actor, or civilians, in the source's words.
    side_a_party varchar, -- Party of side_a, ISO alpha-3 as in vocabulary.parties; null for actors that are not a state's forces.
    side_b_party varchar, -- Party of side_b, likewise.
    deaths_low integer, -- Lowest estimate of all deaths; null when the source gives none.
    deaths_best integer, -- Best estimate of all deaths; null when the source states none, 0 only where it states 0.
    deaths_high integer, -- Highest estimate of all deaths; null when the source gives none, or one that excludes its best estimate.
    deaths_side_a integer, -- Of deaths_best, deaths of side_a; null when not stated.
    deaths_side_b integer, -- Of deaths_best, deaths of side_b; null when not stated.
    deaths_civilians integer, -- Of deaths_best, deaths of civilians; null when not stated.
    deaths_unknown integer, -- Of deaths_best, deaths of people of unknown affiliation; null when not stated.
    is_civilian_targeted boolean, -- Whether the source says that civilians were the target; null where it does not say.
    has_civilian_casualties boolean, -- Whether the reports mention civilian casualties without counting them; null where the source does not say.
    reports integer, -- Reports that the source bases the event on.
    summary varchar -- One-line summary in our own words.
);
