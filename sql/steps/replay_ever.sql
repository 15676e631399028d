-- Claims of one family as if everything ever said stood: the last wording of each, also of those dropped since.
select * exclude (place),
from (
    select
        *,
        row_number() over (
            partition by claim_id
            order by revision desc
        ) as place,
    from heard_each_family
)
where place = 1
