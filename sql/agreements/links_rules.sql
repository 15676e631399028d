-- Agreement or channel that the rules assign to each claim: by the source's label, else by name.
-- grain: claim_id
-- not for: final links; a reviewed decision overrules a rule, see links.agreements.
-- test: unique(claim_id): A claim of two agreements would be counted in both.
with
claims as (
    select
        *,
        lower(trim(name)) as plain_name,
    from known.agreements
),

-- A register's label identifies the agreement; other claims join it if the register or the vocabulary has their name for it.
aliases as (
    select
        lower(trim(alias)) as plain_name,
        min(event_ref) as event_ref,
    from vocabulary.agreement_aliases
    group by all
),

labelled as (
    select
        plain_name,
        min(event_ref) as event_ref,
    from claims
    where event_ref is not null
    group by all
)

select
    claims.claim_id, -- Claim, as in claims.agreements.
    concat(
        'agreement-',
        coalesce(
            claims.event_ref, labelled.event_ref, aliases.event_ref,
            trim(regexp_replace(claims.plain_name, '[^\p{L}0-9]+', '-', 'g'), '-')
        )
    ) as event_id, -- agreement-<label>, or agreement-<name> where no label has the name.
    case
        when claims.event_ref is not null then concat('the source labels it ', claims.event_ref)
        when labelled.event_ref is not null then concat('same name as ', labelled.event_ref)
        when aliases.event_ref is not null then concat('the vocabulary lists its name as an alias of ', aliases.event_ref)
        else 'no labelled agreement has this name'
    end as reason, -- Rule that applied, in words.
from claims
left join labelled on claims.plain_name = labelled.plain_name
left join aliases on claims.plain_name = aliases.plain_name
order by claims.claim_id
