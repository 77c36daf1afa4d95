-- The master data of the source: two products are missing in it.
create table products as
with recursive p(id) as (values (1) union all select id + 1 from p where id < 38)
select id as product_id, 'Product ' || id as name, 'Group ' || (id % 4) as category from p;
create table customers as
with recursive c(id) as (values (1) union all select id + 1 from c where id < 150)
select id as customer_id, iif(id % 5 = 0, 'business', 'private') as segment from c;

create table dim_date (date_key integer primary key, date text unique, month text, weekend integer);
insert into dim_date
with recursive d(day) as (values (0) union all select day + 1 from d where day < 89), dates as (select date('2026-01-01', '+' || day || ' days') as date from d)
select cast(strftime('%Y%m%d', date) as integer), date, substr(date, 1, 7), strftime('%w', date) in ('0', '6') from dates;

-- Row 0 stands for what the master data does not know.
create table dim_product (product_key integer primary key, product_id integer unique, name text, category text);
insert into dim_product values (0, null, 'unknown', 'unknown');
insert into dim_product (product_id, name, category) select product_id, name, category from products order by product_id;
create table dim_customer (customer_key integer primary key, customer_id integer unique, segment text);
insert into dim_customer values (0, null, 'unknown');
insert into dim_customer (customer_id, segment) select customer_id, segment from customers order by customer_id;

create table star_sales (
  order_id integer, line_no integer, quantity integer not null, revenue integer not null,
  date_key integer not null references dim_date, product_key integer not null references dim_product,
  customer_key integer not null references dim_customer, primary key (order_id, line_no)
);
insert into star_sales
select l.order_id, l.line_no, l.quantity, l.quantity * l.price, d.date_key, coalesce(p.product_key, 0), coalesce(c.customer_key, 0)
from order_lines l join orders o using (order_id) join dim_date d on d.date = o.order_date
  left join dim_product p using (product_id) left join dim_customer c using (customer_id);
