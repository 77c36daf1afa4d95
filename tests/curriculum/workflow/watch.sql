-- Days that nothing was loaded for up to :until, and days with under 70 % of the mean of the three loads before.
with recursive days(day) as (select min(day) from load_log union all select date(day, '+1 day') from days where day < :until),
means as (select day, orders, avg(orders) over (order by day rows between 3 preceding and 1 preceding) as usual, row_number() over (order by day) as nth from load_log)
select day, 'missing' as fault from days where day not in (select day from load_log)
union all
select day, 'few' from means where nth > 3 and orders < 0.7 * usual
order by day;
