-- 500 pieces of each of the 40 products at the start, 60 more on each day where (day + product) % 10 = 0, less what was sold.
create table fact_stock as
with recursive p(id) as (values (1) union all select id + 1 from p where id < 40), d(day) as (values (0) union all select day + 1 from d where day < 89),
sold as (select product_id, order_date as date, sum(quantity) as pieces from order_lines join orders using (order_id) group by 1, 2),
moves as (select id as product_id, date('2026-01-01', '+' || day || ' days') as date, 60 * ((day + id) % 10 = 0) as received from p, d)
select product_id, date, 500 + sum(received - coalesce(pieces, 0)) over (partition by product_id order by date) as on_hand
from moves left join sold using (product_id, date);
