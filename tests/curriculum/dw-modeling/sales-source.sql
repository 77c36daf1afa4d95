-- What the shop's system holds: 2,000 orders of one quarter with their lines. Money is in cents.
create table orders as
with recursive o(id) as (values (1) union all select id + 1 from o where id < 2000)
select id as order_id, date('2026-01-01', '+' || (id % 90) || ' days') as order_date, 1 + id % 150 as customer_id, 500 + 100 * (id % 3) as freight
from o;

create table order_lines as
with recursive n(i) as (values (1) union all select i + 1 from n where i < 3),
lines as (select order_id, i as line_no, 1 + (order_id * 7 + i) % 40 as product_id, 1 + (order_id + i) % 4 as quantity
          from orders join n on i <= 1 + order_id % 3)
select *, 1000 + 100 * (product_id % 9) as price from lines;
