-- People returned to both sides so far, for the head of the page.
-- grain: figure
-- not for: trends; each figure is one event or one count.
with
-- Running sums only grow; a side that no source counts adds nothing to them.
balance as (
    select
        'exchange_balance' as figure,
        max(exchanged_on) as dated_on,
        max(to_russia_so_far) as low,
        max(to_ukraine_so_far) - max(to_russia_so_far) as best,
        max(to_ukraine_so_far) as high,
        list(event_id order by exchanged_on desc, event_id)[1:1] as event_ids,
    from marts.exchanges_balance
)

select
    figure, -- exchange_balance.
    dated_on, -- Date of the latest exchange.
    cast(low as integer) as low, -- People returned to Russia.
    cast(best as integer) as best, -- The difference.
    cast(high as integer) as high, -- People returned to Ukraine.
    event_ids, -- The latest exchange.
from balance
where dated_on is not null
order by figure
