-- Claims: readings that open a revision, with the evidence written out. Nothing of a reading is stored a second time.
create view claims.each_family as
select contract_columns,
from (
    select
        readings.* exclude (reading_id, content_hash, series, quotes, evidence),
        revisions.revision,
        revisions.known_from,
        revisions.known_to,
        coalesce(
            readings.evidence,
            list_transform(
                list_filter(range(1, len(readings.quotes) + 1), lambda place: readings.quotes[place] is not null),
                lambda place: struct_pack(
                    field := cells.fields[place],
                    quote := readings.quotes[place],
                    char_start := cast(null as integer),
                    char_end := cast(null as integer),
                    "column" := cells.columns[place],
                    "row" := try_cast(readings.locator as integer)
                )
            )
        ) as evidence,
    from readings.each_family as readings
    inner join revisions.each_family as revisions on readings.reading_id = revisions.reading_id
    left join readings.cells as cells on readings.source = cells.source and cells.family = 'each_family'
)
