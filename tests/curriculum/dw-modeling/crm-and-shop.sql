-- Two systems that spell the same customer in two ways.
create table crm_customers as select day, date, printf('C-%03d', customer_id) as key, name, city from snapshots;
create table shop_orders as
with recursive s(id) as (values (1) union all select id + 1 from s where id < 3000)
select 'O-' || id as order_no, date('2026-01-01', '+' || (id % 3) || ' days') as date, printf(' c-%03d ', 1 + id % 106) as customer, 1 + id % 50 as amount from s;
