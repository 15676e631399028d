-- Records of a family whose tier is below the lowest one in use: the last reading of each claim without a decision.
select
    'each_family' as family,
    records.claim_id,
    records.source,
    records.document_id,
    records.locator,
    records.reported_by,
    records.report_ref,
    records.published_stated,
    records.extraction_tier,
    records.extraction_reason,
    cast(to_json(struct_pack(stated_columns)) as varchar) as claim_json,
    records.evidence,
from records.each_family as records
where
    records.extraction_tier > 'lowest_tier'
    and records.claim_id not in (
        select decided.claim_id,
        from vocabulary.review_decisions as decided
        where decided.family = 'each_family'
    )
qualify row_number() over (
    partition by records.claim_id
    order by records.record_id desc
) = 1
