-- Which claims speak of which attack, in which role, and why.
-- grain: claim_id
-- not for: counting; an event is spoken of by many claims. What adds up is marked, claimant by claimant.
with
source_types as (
    select
        source_type,
        source_rank,
    from (
        values
            ('official', 1),
            ('dataset', 2),
            ('research', 3),
            ('agency', 4),
            ('press', 5),
            ('curated_list', 6),
            ('encyclopedia', 7),
            ('partisan_social', 8)
    ) as t (source_type, source_rank)
),

origins as (
    select
        lower(name) as name,
        origin,
    from vocabulary.origins
),

-- A week's or a month's figure has no night; it stays a claim and speaks of no single event.
dated as (
    select
        claim_id,
        source,
        source_type,
        reported_by,
        attributed_to,
        published_at,
        published_stated,
        window_start_at,
        window_end_at,
        night_of,
        period,
        time_precision,
        scope,
        weapon_class,
        weapons,
        decoys_included,
        launched,
        launched_qualifier,
        coalesce(shot_down_or_suppressed, shot_down) as intercepted,
        coalesce(report_ref, document_id) as report,
        concat(coalesce(attacker_iso3, 'unknown'), '-', coalesce(target_iso3, 'unknown')) as sides,
        lower(regexp_extract(report_ref, '^(https?://)?(www[.])?(t[.]me/|facebook[.]com/)?(s/)?([^/]+)/', 5)) as channel,
        -- A compiled table speaks with one claimant, whichever posts it was coded from.
        case when source_type in ('dataset', 'research', 'curated_list') then source else concat(source, ': ', reported_by) end as claimant,
        scope = 'national' as is_national,
        list_contains(flags, 'part_of_total') as is_part,
        list_contains(flags, 'beside_the_total') as is_beside,
        list_contains(flags, 'header_contradicts_body') as is_contradicted_by_header,
        case
            when weapon_class in ('drone', 'decoy_drone') then 'drone'
            when weapon_class like '%missile' then 'missile'
            when weapon_class is null then 'unspecified'
            else weapon_class
        end as weapon_group,
        case
            when weapon_class = 'missile' and len(weapons) = 0 then 'whole'
            when weapon_class like '%missile' then 'part'
            when weapon_class = 'drone' and decoys_included = 'yes' then 'whole'
            when weapon_class = 'decoy_drone' then 'part'
            else 'neither'
        end as share,
    from known.strikes
    where night_of is not null
),

claims as (
    select
        dated.*,
        source_types.source_rank,
        -- One date of one side's attack on the other with one weapon group: its periods are what may overlap.
        concat_ws('-', cast(dated.night_of as varchar), dated.sides, dated.weapon_group) as lane,
        coalesce(quoted.origin, dated.attributed_to, posted.origin, spoken.origin, dated.reported_by) as origin,
    from dated
    inner join source_types on dated.source_type = source_types.source_type
    left join origins as quoted on lower(dated.attributed_to) = quoted.name
    left join origins as posted on dated.channel = posted.name
    left join origins as spoken on lower(dated.reported_by) = spoken.name
),

-- One report may cut one attack into windows by weapon: 24 hours for one model, the night for another.
-- A text that tells of one weapon both for the night and for the whole day does not cut: there the day contains the night.
cuts as (
    select
        source,
        report,
        lane,
        weapon_class,
        weapons,
        source_type = 'dataset' as is_compiled,
        bool_or(period = 'day24') as is_whole_day,
        bool_or(period in ('night', 'day')) as is_partial,
    from claims
    where is_national and not is_part and not is_beside
    group by all
),

cut_reports as (
    select
        source,
        report,
        lane,
    from cuts
    group by all
    having bool_or(is_whole_day) and bool_or(is_partial) and not bool_or(is_whole_day and is_partial and not is_compiled)
),

merged as (
    select
        claims.* exclude (period),
        case when cut_reports.report is not null and claims.period in ('night', 'day') then 'day24' else claims.period end as period,
    from claims
    left join cut_reports
        on claims.source = cut_reports.source
        and claims.report = cut_reports.report
        and claims.lane = cut_reports.lane
),

-- Within one report a class without models may be the total of the classes beside it, decoys a part of the drones.
wholes as (
    select
        source,
        report,
        lane,
        period,
        scope,
    from merged
    where share <> 'neither' and not is_part and not is_beside
    group by all
    having sum(case when share = 'whole' then launched end) >= sum(case when share = 'part' then launched end)
),

parted as (
    select
        merged.*,
        merged.share = 'part' and wholes.report is not null as is_in_whole,
        (
            merged.is_national and not merged.is_part and not merged.is_beside
            and not (merged.share = 'part' and wholes.report is not null)
        ) as is_total,
    from merged
    left join wholes
        on merged.source = wholes.source
        and merged.report = wholes.report
        and merged.lane = wholes.lane
        and merged.period = wholes.period
        and merged.scope = wholes.scope
),

-- What each claimant counts in each part of the day.
told as (
    select
        claimant,
        lane,
        period,
        case when count(launched) > 0 and count(launched) = count(*) then sum(launched) end as launched,
    from parted
    where is_total and weapon_group <> 'unspecified'
    group by all
),

-- Whoever names only the date, or the 24 hours, is held against those who tell of the night or the day.
held as (
    select
        loose.claimant,
        loose.lane,
        loose.period,
        max(case when exact.claimant = loose.claimant then 1 else 0 end) as tells_both,
        max(case when exact.period = 'night' then 1 else 0 end) as has_night,
        max(case when exact.period = 'day' then 1 else 0 end) as has_day,
        max(case when exact.period = 'night' and exact.launched = loose.launched then 1 else 0 end) as agrees_with_night,
        max(case when exact.period = 'day' and exact.launched = loose.launched then 1 else 0 end) as agrees_with_day,
        max(loose.launched) as launched,
        coalesce(max(case when exact.period = 'night' then exact.launched end), 0)
        + coalesce(max(case when exact.period = 'day' then exact.launched end), 0) as launched_in_parts,
    from told as loose
    inner join told as exact
        on loose.lane = exact.lane
    where loose.period in ('unknown', 'day24') and exact.period in ('night', 'day')
    group by all
),

-- No part of the day is told of: a date alone then means the 24 hours that another claimant counts.
held_to_whole_days as (
    select
        loose.claimant,
        loose.lane,
        loose.period,
        max(case when exact.claimant = loose.claimant then 1 else 0 end) as tells_both,
    from told as loose
    inner join told as exact
        on loose.lane = exact.lane
    left join held
        on loose.lane = held.lane
    where loose.period = 'unknown' and exact.period = 'day24' and held.claimant is null
    group by all
),

moves as (
    select
        claimant,
        lane,
        period,
        case
            when agrees_with_night + agrees_with_day = 1 and tells_both = 0 then case when agrees_with_night = 1 then 'night' else 'day' end
            when has_night = 1 then 'night'
            else 'day'
        end as moved_to,
        case
            when agrees_with_night + agrees_with_day = 1 and tells_both = 0 then 'joins'
            when period = 'day24' then 'contains'
            when has_night + has_day = 1 then 'joins'
            else 'contains'
        end as relation,
    from held
    where
        period = 'day24'
        or (
            tells_both = 0
            and (has_night + has_day = 1 or agrees_with_night + agrees_with_day = 1 or coalesce(launched >= launched_in_parts, true))
        )
    union all
    select
        claimant,
        lane,
        period,
        'day24' as moved_to,
        'joins' as relation,
    from held_to_whole_days
    where tells_both = 0
),

moved as (
    select
        parted.* exclude (period),
        parted.period as said_period,
        coalesce(moves.moved_to, parted.period) as period,
        moves.relation,
    from parted
    left join moves
        on case when parted.is_total then parted.claimant end = moves.claimant
        and parted.lane = moves.lane
        and parted.period = moves.period
),

-- Attacks that a national account tells of; parts, regional tallies and counts of people look for one of them.
attacks as (
    select
        night_of,
        sides,
        weapon_group,
        period,
        max(case when is_total then 1 else 0 end) as is_told_nationally,
    from moved
    where weapon_group <> 'unspecified'
    group by all
),

placed as (
    select
        moved.claim_id,
        attacks.period,
        attacks.weapon_group,
        -- A tally that names no hour stays apart where it could belong to the night as well as to the day.
        moved.weapon_group = 'unspecified' or attacks.period = moved.period as is_certain,
        row_number() over (
            partition by moved.claim_id
            order by
                attacks.is_told_nationally desc,
                case when attacks.period = moved.period then 0 else 1 end,
                case attacks.period when 'night' then 1 when 'day24' then 2 when 'day' then 3 else 4 end,
                case attacks.weapon_group when 'drone' then 1 when 'missile' then 2 when 'glide_bomb' then 3 when 'air_target' then 4 else 5 end
        ) as place,
        count(*) over (partition by moved.claim_id, attacks.weapon_group) as choices,
    from moved
    inner join attacks
        on moved.night_of = attacks.night_of
        and moved.sides = attacks.sides
        and (
            moved.weapon_group = 'unspecified'
            or (moved.weapon_group = attacks.weapon_group and attacks.is_told_nationally = 1)
        )
        -- The night and the day are two attacks; whoever names neither may mean either.
        and (attacks.period = moved.period or moved.period in ('unknown', 'day24') or attacks.period in ('unknown', 'day24'))
    where not moved.is_total or moved.weapon_group = 'unspecified'
),

settled as (
    select
        claim_id,
        period,
        weapon_group,
    from placed
    where place = 1 and (is_certain or choices = 1)
),

ruled as (
    select
        moved.* exclude (period, weapon_group),
        moved.weapon_group as said_group,
        coalesce(settled.period, moved.period) as period,
        coalesce(settled.weapon_group, moved.weapon_group) as weapon_group,
        concat_ws(
            '-', 'strike', cast(moved.night_of as varchar), coalesce(settled.period, moved.period),
            moved.sides, coalesce(settled.weapon_group, moved.weapon_group)
        ) as event_id,
    from moved
    left join settled on moved.claim_id = settled.claim_id
),

-- A reviewed decision stands above the rules: `link` moves a claim, `unlink` takes it out of its event.
reviewed as (
    select
        ruled.claim_id,
        overrides.event_id,
        overrides.action,
        overrides.decided_by,
        concat(overrides.decided_by, ' decided on ', cast(overrides.decided_on as varchar), ': ', overrides.reason) as decided_because,
    from ruled
    inner join vocabulary.link_overrides as overrides on ruled.claim_id = overrides.claim_id
    where overrides.family = 'strikes' and (overrides.action = 'link' or overrides.event_id = ruled.event_id)
),

decided as (
    select
        ruled.* exclude (event_id),
        coalesce(reviewed.event_id, ruled.event_id) as event_id,
        coalesce(reviewed.action, 'rule') as decision,
        reviewed.decided_by,
        reviewed.decided_because,
        coalesce(ruled.is_total and ruled.relation is distinct from 'contains' and reviewed.action is distinct from 'unlink', false) as may_count,
    from ruled
    left join reviewed on ruled.claim_id = reviewed.claim_id
),

-- Of one publisher's reports on one window the last counts. Reports on windows that do not meet are parts of one attack.
reports as (
    select
        event_id,
        claimant,
        report,
        case when count(window_start_at) = count(*) then min(window_start_at) end as window_start_at,
        case when count(window_end_at) = count(*) then max(window_end_at) end as window_end_at,
        max(coalesce(published_at, case when length(published_stated) = 10 then cast(cast(published_stated as date) as timestamptz) end)) as said_at,
        count(launched) as launches_told,
        count(intercepted) as interceptions_told,
    from decided
    where may_count and source_type <> 'dataset' and said_group <> 'unspecified'
    group by all
),

superseded as (
    select distinct
        earlier.event_id,
        earlier.claimant,
        earlier.report,
    from reports as earlier
    inner join reports as later
        on earlier.event_id = later.event_id
        and earlier.claimant = later.claimant
        and earlier.report <> later.report
        and coalesce(earlier.window_start_at < later.window_end_at, true)
        and coalesce(later.window_start_at < earlier.window_end_at, true)
    where
        -- A later report that leaves the count open adds to the earlier one and does not replace it.
        (later.launches_told > 0 or earlier.launches_told = 0)
        and (later.interceptions_told > 0 or earlier.interceptions_told = 0)
        and (
            -- Undated reports come first; of two of one moment the fuller window, then the later address is the last word.
            coalesce(later.said_at > earlier.said_at, later.said_at is not null and earlier.said_at is null)
            or (
                later.said_at is not distinct from earlier.said_at
                and (
                    coalesce(later.window_end_at > earlier.window_end_at, later.window_end_at is not null and earlier.window_end_at is null)
                    or (later.window_end_at is not distinct from earlier.window_end_at and later.report > earlier.report)
                )
            )
        )
),

counted as (
    select
        decided.*,
        superseded.report is not null as is_superseded,
        decided.may_count and superseded.report is null as adds_up,
    from decided
    left join superseded
        on decided.event_id = superseded.event_id
        and case when decided.may_count and decided.said_group <> 'unspecified' then decided.claimant end = superseded.claimant
        and decided.report = superseded.report
),

-- An account that leaves a part uncounted is bounded below only.
accounts as (
    select
        event_id,
        claimant,
        min(source_rank) as source_rank,
        max(time_precision) as time_precision,
        count(launched) + count(intercepted) > 0 as has_counts,
        count(launched) > 0 and count(launched) = count(case when said_group <> 'unspecified' then 1 end) as is_launched_known,
        case when count(case when launched_qualifier = 'up_to' then 1 end) = 0 then sum(launched) end as lowest,
        case when count(launched) = count(case when said_group <> 'unspecified' then 1 end) and count(case when launched_qualifier = 'at_least' then 1 end) = 0 then sum(launched) end as highest,
    from counted
    where adds_up
    group by all
),

ranked as (
    select
        *,
        -- Only what is said decides, never when it came in.
        row_number() over (
            partition by event_id
            order by has_counts desc, source_rank, is_launched_known desc, time_precision, claimant
        ) as claimant_rank,
    from accounts
),

best as (
    select
        event_id,
        claimant,
        lowest,
        highest,
    from ranked
    where claimant_rank = 1
)

select
    counted.claim_id, -- Claim, as in claims.strikes.
    counted.event_id, -- Attack, as in events.strikes.
    case
        when counted.decision = 'unlink' then 'unlinked'
        when not counted.is_national then 'regional'
        when counted.relation = 'contains' then 'containing'
        when counted.is_superseded then 'superseded'
        when not counted.adds_up then 'supporting'
        when ranked.claimant_rank = 1 then 'primary'
        when ranked.lowest > best.highest or ranked.highest < best.lowest then 'contradicting'
        else 'supporting'
    end as role, -- primary, supporting, contradicting, superseded, containing (24 hours around it), regional, or unlinked by a reviewed decision.
    concat(
        case
            when counted.decision <> 'rule' then counted.decided_because
            when not counted.is_national and best.event_id is not null then concat('a ', counted.scope, ' tally; the national figure contains it')
            when not counted.is_national then concat('a ', counted.scope, ' tally; no national figure is known')
            when counted.relation = 'contains' and counted.said_period = 'day24' then concat('counts 24 hours, of which this ', counted.period, ' is a part; adds nothing to it')
            when counted.relation = 'contains' then concat('names only the date, on which others tell of night and day apart; adds nothing to them')
            when counted.is_part then 'a part of a total that the same report states'
            when counted.is_beside then 'front-line drones that the report names beside its total'
            when counted.is_in_whole then 'a class that the same report''s total contains'
            when counted.is_superseded then concat(counted.reported_by, ' said more later of the same window')
            when ranked.claimant_rank = 1 then concat('the ', counted.source_type, ' account ranks first among those that tell of it')
            when ranked.lowest > best.highest or ranked.highest < best.lowest then concat('gives another figure than the account that ranks first, ', best.claimant)
            else concat('a ', counted.source_type, ' account beside a higher ranking one')
        end,
        case
            when counted.decision <> 'rule' then ''
            when counted.relation = 'joins' and counted.said_period = 'unknown' then concat('; names only the date, of which one attack is known, in the ', counted.period)
            when counted.relation = 'joins' then concat('; counts 24 hours, yet exactly what others count in the ', counted.period)
            when counted.said_group = 'unspecified' and counted.weapon_group <> 'unspecified' then concat('; counts people only, of the attack that night, told under ', counted.weapon_group)
            else ''
        end,
        case when counted.is_contradicted_by_header then '; its heading gives another figure than its text' else '' end
    ) as reason, -- Why it has this role, in words.
    counted.weapon_group, -- drone, missile, glide_bomb, recon_drone, air_target or unspecified.
    counted.claimant, -- Whose account the claim is a part of: a publisher through one source, or a compiled table.
    counted.origin, -- Whose word it is in the end, as far as known; who repeats an origin is no further source.
    ranked.claimant_rank, -- Rank of that account in the event, 1 the first; null where it counts nothing.
    counted.adds_up, -- Whether its figures are added into its claimant's account.
    counted.decided_by, -- Who decided the link in vocabulary.link_overrides; null where the rules did.
from counted
left join ranked
    on counted.event_id = ranked.event_id
    and case when counted.adds_up then counted.claimant end = ranked.claimant
left join best on counted.event_id = best.event_id
order by counted.claim_id
