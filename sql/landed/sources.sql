-- Sources, as their defs.yaml declares them.
-- grain: source
-- not for: ranking sources; the type says what a source is, not how reliable it is.
create table landed.sources (
    source varchar not null, -- Folder under pipelines/defs/sources.
    publisher varchar not null, -- Who publishes it.
    side varchar not null, -- Side of the publisher: ukraine, russia, third_party or media.
    source_type varchar not null, -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
    url varchar, -- Address of the source; null for a register of our own.
    licence varchar not null, -- Licence, or what is known of it.
    redistribution varchar not null, -- open, or aggregates_only where the licence forbids passing on single events of the source.
    citation varchar not null, -- How to cite it.
    cadence varchar not null, -- How often it is expected to publish: daily, weekly, monthly, irregular, as_released or once; see vocabulary.cadences.
    ends struct(part varchar, ends_on date, reason varchar)[], -- Last day that it covers, where it has ended; part null for the entire source. Empty while it goes on.
    families varchar[] not null, -- Families it feeds; none for a source that only counts coverage.
    is_snapshot boolean not null, -- True where each document replaces the previous one; false where documents accumulate.
    known varchar not null -- What dates a document's content as known: landing, file_name or published.
);
