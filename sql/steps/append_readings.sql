-- Typed rows of one source (view incoming) become readings: ids from the natural key, a hash of what is said.
-- Where and when a thing was said is not what was said: the columns left out of the hash open no revision.
-- The hash is compared within one build file only, and that is made anew for every version of DuckDB.
select
    columns(lambda name: name not in ('position', 'natural_key', 'ordinal') and not starts_with(name, 'quote_')),
    list_value(*columns('^quote_')) as quotes,
    hash(
        *columns(
            lambda name: name not in (
                'source', 'document_id', 'locator', 'position', 'natural_key', 'ordinal', 'series', 'evidence', 'published_on', 'published_at'
            )
            and not starts_with(name, 'quote_')
        )
    ) as content_hash,
    substr(sha256(concat_ws(chr(31), source, natural_key, ordinal)), 1, 20) as claim_id,
from incoming
