with back as (select order_id, sum(amount) as amount from refunds group by order_id)
select coalesce(c.country, 'unknown') as country, count(distinct o.customer) as customers,
  sum(o.amount) - sum(coalesce(b.amount, 0)) as net
from orders o left join customers c on c.id = o.customer left join back b on b.order_id = o.id
where o.at >= '2026-03-01' and o.at < '2026-04-01' and o.status = 'paid'
group by coalesce(c.country, 'unknown') order by 1
