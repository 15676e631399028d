-- Which claims speak of which agreement or channel, in which role, and why.
-- grain: claim_id
-- not for: counting changes; several sources tell of one.
with
claims as (
    select
        *,
        lower(trim(name)) as plain_name,
    from known.agreements
),

-- A register's own label names the agreement; other claims join it by a name it has there or in the vocabulary.
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
),

ruled as (
    select
        claims.*,
        concat(
            'agreement-',
            coalesce(
                claims.event_ref, labelled.event_ref, aliases.event_ref,
                trim(regexp_replace(claims.plain_name, '[^\p{L}0-9]+', '-', 'g'), '-')
            )
        ) as event_id,
        case
            when claims.event_ref is not null then concat('the source itself files it under ', claims.event_ref)
            when labelled.event_ref is not null then concat('same name as ', labelled.event_ref)
            when aliases.event_ref is not null then concat('the vocabulary has its name under ', aliases.event_ref)
            else 'no labelled agreement has this name'
        end as because,
    from claims
    left join labelled on claims.plain_name = labelled.plain_name
    left join aliases on claims.plain_name = aliases.plain_name
),

overrides as (
    select *,
    from vocabulary.link_overrides
    where family = 'agreements'
),

-- A reviewed decision stands above the rules: `link` moves a claim, `unlink` takes it out of its agreement.
decided as (
    select
        ruled.* exclude (event_id, because),
        case when overrides.action = 'link' then overrides.event_id else ruled.event_id end as event_id,
        coalesce(overrides.action, 'rule') as decision,
        overrides.decided_by,
        case
            when overrides.action is null then ruled.because
            else concat(overrides.decided_by, ' decided on ', cast(overrides.decided_on as varchar), ': ', overrides.reason)
        end as because,
    from ruled
    left join overrides
        on ruled.claim_id = overrides.claim_id
        and (overrides.action = 'link' or overrides.event_id = ruled.event_id)
)

select
    claim_id, -- Claim, as in claims.agreements.
    event_id, -- Agreement; events.agreements has one row per status of it.
    case
        when decision = 'unlink' then 'unlinked'
        when event_stated is null or event in ('notice', 'violated') then 'supporting'
        else 'primary'
    end as role, -- primary where the claim may move the status, supporting where it does not, unlinked: a reviewed decision took it out.
    case
        when decision = 'unlink' then because
        when event_stated is null then concat(because, '; undated, it moves no status')
        when event = 'notice' then concat(because, '; notice is given, the agreement stands until the exit takes effect')
        when event = 'violated' then concat(because, '; a violation is told of, the agreement stands until somebody ends it')
        else because
    end as reason, -- Why it is linked so, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from decided
order by claim_id
