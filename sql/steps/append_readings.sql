-- Typed rows of one source (view incoming) become readings: ids from the natural key, a hash of what is said.
-- Where and when a thing was said is not what was said: the columns left out here open no revision.
-- The hash is compared within one build file only, and that is made anew for every version of DuckDB.
with
said as (
    select hash(content) as content_hash,
    from (
        select * exclude (source, document_id, locator, position, natural_key, series, evidence, published_on, published_at),
        from incoming
    ) as content
),

-- Repeats of a key inside one document get an ordinal, in the order in which they stand there.
numbered as (
    select
        incoming.*,
        said.content_hash,
        row_number() over (
            partition by incoming.document_id, incoming.natural_key
            order by incoming.position
        ) as ordinal,
    from incoming
    positional join said
)

select
    * exclude (position, natural_key, ordinal),
    substr(sha256(concat_ws(chr(31), source, natural_key, ordinal)), 1, 20) as claim_id,
from numbered
