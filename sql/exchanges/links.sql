-- Which exchange of people each claim refers to, in which role, and why.
-- grain: claim_id
-- not for: counting rows; an exchange has as many claims as claimants, directions and categories.
with
claims as (
    select
        decided.*,
        known.reported_by,
        known.reporting_side,
        known.source_type,
        known.attributed_to,
        known.published_stated,
        known.to_party,
        known.category,
        known.count_basis,
        known."count",
        length(known.published_stated) = 10 and known."count" is not null as is_dated_count,
    from links.exchanges_decided as decided
    inner join known.exchanges as known on decided.claim_id = known.claim_id
),

-- Of several dated figures by one publisher and speaker, only those of the latest day are used.
weighed as (
    select
        *,
        is_dated_count and published_stated < max(case when is_dated_count and decision <> 'unlink' then published_stated end) over (
            partition by event_id, reported_by, attributed_to, to_party, category, count_basis
        ) as is_replaced,
        coalesce(
            source_type = 'official' or (to_party = 'UKR' and reporting_side = 'ukraine') or (to_party = 'RUS' and reporting_side = 'russia'), false
        ) as is_own_word,
    from claims
)

select
    claim_id, -- Claim, as in claims.exchanges.
    event_id, -- Exchange, as in events.exchanges.
    case
        when decision = 'unlink' then 'unlinked'
        when is_replaced then 'superseded'
        when is_own_word then 'primary'
        else 'supporting'
    end as role, -- primary (an official publisher's or the receiving side's figure), supporting, superseded, or unlinked by a reviewed decision.
    case
        when decision = 'unlink' then reason
        when is_replaced then concat(reason, '; ', reported_by, ' gives a later figure')
        when is_own_word then concat(reason, '; figure of an official publisher or of the receiving side')
        else reason
    end as reason, -- Why the claim is linked and has this role, in words.
    decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from weighed
order by claim_id
