-- The same orders, 60,000 of them over a year, every eleventh open. For Postgres.
create table orders (id integer primary key, doc jsonb not null) with (parallel_workers = 0); -- so that a plan counts rows and not shares of them
insert into orders
select o, jsonb_build_object(
  'customer', jsonb_build_object('id', o % 50, 'city', (array['Bonn', 'Lyon', 'Gent', 'Graz'])[1 + o % 4]),
  'date', to_char(date '2026-01-01' + o % 365, 'YYYY-MM-DD'), 'status', case when o % 11 = 0 then 'open' else 'paid' end,
  'lines', (select jsonb_agg(jsonb_build_object('product', (o + n) % 20, 'qty', 1 + n, 'price', 5 + (o + n) % 20)) from generate_series(0, o % 3) n))
from generate_series(1, 60000) o;
analyze orders;
