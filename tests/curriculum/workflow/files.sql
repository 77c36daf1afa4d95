-- The daily files: day d of January 2026 brings 1,000 + 100 * d orders. The corrected file of day 2 lacks every 24th.
create table files (day integer not null, name text not null, order_id integer not null, store integer not null, amount integer not null);
insert into files
with recursive d(day) as (values (1) union all select day + 1 from d where day < 5), i(i) as (values (1) union all select i + 1 from i where i < 1500)
select day, 'first', day * 10000 + i, i % 4, i % 50 from d join i on i <= 1000 + 100 * day;
insert into files select day, 'corrected', order_id, store, amount from files where day = 2 and (order_id - 20000) % 24 <> 0;

create table orders (day text not null, order_id integer not null, store integer not null, amount integer not null);
