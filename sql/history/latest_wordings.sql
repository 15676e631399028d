-- Claims of one family as if every claim ever made still counted: the last wording of each, withdrawn ones included.
select * exclude (place),
from (
    select
        *,
        row_number() over (
            partition by claim_id
            order by revision desc
        ) as place,
    from claim_history_each_family
)
where place = 1
