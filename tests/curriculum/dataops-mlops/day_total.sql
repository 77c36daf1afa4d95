with total as (select day, sum(amount) as amount from orders group by day),
compared as (
  select day, amount, avg(amount) over (order by day rows between 7 preceding and 1 preceding) as before from total
)
select day from compared where amount > 3 * before or amount < before / 3;
