-- Claims: records that open a revision, with their evidence. A view, so that no content is stored twice.
-- In quotes a separator, chr(31), precedes every cell; a chr(31) or chr(27) inside a cell is escaped with chr(27).
create or replace view claims.each_family as
select contract_columns,
from (
    select
        records.* exclude (record_id, content_hash, series, quotes, evidence),
        revisions.revision,
        revisions.known_from,
        revisions.known_to,
        case
            when records.quotes is null then records.evidence
            else list_transform(
                list_filter(list_zip(cells.fields, cells.columns, string_split(records.quotes, chr(31))[2:]), lambda cell: cell[3] <> ''),
                lambda cell: struct_pack(
                    field := cell[1],
                    quote := replace(replace(cell[3], chr(27) || '1', chr(31)), chr(27) || '0', chr(27)),
                    char_start := cast(null as integer),
                    char_end := cast(null as integer),
                    "column" := cell[2],
                    "row" := try_cast(records.locator as integer)
                )
            )
        end as evidence,
    from records.each_family as records
    inner join revisions.each_family as revisions on records.record_id = revisions.record_id
    left join records.cells as cells on records.source = cells.source and cells.family = 'each_family'
)
