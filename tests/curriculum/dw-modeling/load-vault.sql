-- Loads the day in `loading` from both sources. Rows are only ever added.
begin;
create temp view crm as
select upper(trim(key)) as customer_key, date as load_date, name, city from crm_customers where day = (select day from loading);
create temp view shop as
select upper(trim(customer)) as customer_key, order_no as order_key, date as load_date, amount from shop_orders
where date = (select date('2026-01-01', '+' || (day - 1) || ' days') from loading);

insert into hub_customer select customer_key, load_date, 'crm' from crm where true on conflict do nothing;
insert into hub_customer select customer_key, load_date, 'shop' from shop where true on conflict do nothing;
insert into hub_order select order_key, load_date, 'shop' from shop where true on conflict do nothing;
insert into link_order_customer select order_key, customer_key, load_date from shop where true on conflict do nothing;
insert into sat_order select order_key, load_date, load_date, amount from shop where true on conflict do nothing;

-- A satellite grows only where something differs from the newest row of its key.
insert into sat_customer_crm
select c.* from crm c left join (
  select *, max(load_date) over (partition by customer_key) as newest from sat_customer_crm
) s on s.customer_key = c.customer_key and s.load_date = s.newest
where s.customer_key is null or s.name <> c.name or s.city <> c.city;
drop view crm; drop view shop;
commit;
