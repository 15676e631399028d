-- Turns typed rows of one source (view incoming) into records: the id comes from the natural key, the hash from the content.
-- Columns that say only where and when something was reported, and how far its reading was confirmed, are left out of the
-- hash, so they open no revision.
-- Hashes are compared within one build file only, and every version of DuckDB makes a new build file.
select
    * exclude (position, natural_key, ordinal),
    hash(
        *columns(
            * exclude (
                record_id, source, document_id, locator, position, natural_key, ordinal, series, edition, evidence, quotes,
                published_stated, published_at, extraction_tier, extraction_reason
            )
        )
    ) as content_hash,
    substr(sha256(concat_ws(chr(31), source, natural_key, ordinal)), 1, 20) as claim_id,
from incoming
