create table customers as
  with recursive n(n) as (values (1) union all select n + 1 from n where n < 500)
  select n as id, case n % 3 when 0 then 'DE' when 1 then 'FR' else 'ES' end as country from n;
create table orders as
  with recursive n(n) as (values (1) union all select n + 1 from n where n < 5000)
  select n as id, 1 + n % 500 as customer_id, date('2026-01-01', '+' || (n % 50) || ' days') as day,
    1 + n % 80 as amount, iif(n % 10 = 0, 'open', 'paid') as status from n;
create table payments as select id as order_id, amount from orders where status = 'paid';
create index orders_by_id on orders (id);
create index payments_by_order on payments (order_id);
