-- What a load writes down: no row for 9 January, and few orders on the 12th.
create table load_log (day text primary key, orders integer not null);
insert into load_log
with recursive d(d) as (values (1) union all select d + 1 from d where d < 14)
select date('2026-01-01', '+' || (d - 1) || ' days'), iif(d = 12, 300, 1000 + 10 * d) from d where d <> 9;
