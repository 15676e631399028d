-- Typed rows of one source (view incoming) become records: ids from the natural key, a hash of what is said.
-- Where and when a thing was said is not what was said: the columns left out of the hash open no revision.
-- The hash is compared within one build file only, and that is made anew for every version of DuckDB.
select
    * exclude (position, natural_key, ordinal),
    hash(
        *columns(
            * exclude (source, document_id, locator, position, natural_key, ordinal, series, evidence, quotes, published_stated, published_at)
        )
    ) as content_hash,
    substr(sha256(concat_ws(chr(31), source, natural_key, ordinal)), 1, 20) as claim_id,
from incoming
