-- Three daily snapshots: 100 customers; on day 2 every tenth moves and five are new; on day 3 every twentieth moves back, one name is
-- corrected and customer 50 is missing.
create table snapshots as
with recursive c(id) as (values (1) union all select id + 1 from c where id < 105), days(day) as (values (1), (2), (3))
select day, date('2026-01-01', '+' || (day - 1) || ' days') as date, id as customer_id,
       iif(id = 7 and day < 3, 'Custmer 7', 'Customer ' || id) as name,
       case (id + ((day = 2 and id % 10 = 0) or (day = 3 and id % 10 = 0 and id % 20 <> 0))) % 4
         when 0 then 'Bonn' when 1 then 'Lyon' when 2 then 'Gent' else 'Graz' end as city
from c, days
where (id <= 100 or day > 1) and not (day = 3 and id = 50);
