create table sale as
  with recursive n(n) as (values (0) union all select n + 1 from n where n < 9999)
  select n, n % 400 as customer, n % 100 as amount, n % 25 = 0 or n % 90 = 1 as returned from n;
create view old_result as select customer, sum(amount) as revenue from sale group by customer;
create view tidier as select customer, total(amount) as revenue from sale group by 1;
create view without_returns as select customer, sum(amount) as revenue from sale where not returned group by customer;
