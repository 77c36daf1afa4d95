create table sales as
with recursive s(id) as (values (1) union all select id + 1 from s where id < 3000)
select id as sale_id, date('2026-01-01', '+' || (id % 3) || ' days') as date, 1 + id % 106 as customer_id, 1 + id % 50 as amount from s
union all values (3001, '2026-01-01', 10, 1000);

insert into dim_customer (customer_key, customer_id, name, city, valid_from) values (0, 0, 'unknown', 'unknown', '1900-01-01');

-- Each sale takes the version of its own day; before the first version the first one, and without a customer row 0.
create table fact_sale as
select s.sale_id, s.date, s.amount, coalesce(
  (select customer_key from dim_customer d where d.customer_id = s.customer_id and d.valid_from <= s.date and s.date < d.valid_to),
  (select customer_key from dim_customer d where d.customer_id = s.customer_id order by valid_from limit 1), 0) as customer_key
from sales s;
