-- 1,000 orders as documents, each under its number.
create table orders (id integer primary key, doc text not null);
insert into orders
with recursive o(id) as (values (1) union all select id + 1 from o where id < 1000), l(n) as (values (0), (1), (2)),
lines as (select id, json_group_array(json_object('product', (id + n) % 20, 'qty', 1 + n, 'price', 5 + (id + n) % 20)) as lines
          from (select id, n from o join l on n <= id % 3 order by id, n) group by id)
select id, json_object(
  'customer', json_object('id', id % 50, 'city', case id % 4 when 0 then 'Bonn' when 1 then 'Lyon' when 2 then 'Gent' else 'Graz' end),
  'date', date('2026-01-01', '+' || (id % 30) || ' days'), 'status', iif(id % 7 = 0, 'open', 'paid'), 'lines', json(lines))
from lines;
