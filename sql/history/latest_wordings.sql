-- Latest revision of every claim of one family, withdrawn claims included.
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
