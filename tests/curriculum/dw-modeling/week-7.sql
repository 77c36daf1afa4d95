-- The dimension of the star, from the vault alone: a version for each change of city, with the newest name.
create view derived_customer as
with changes as (
  select *, lag(city) over w as previous, last_value(name) over (w rows between unbounded preceding and unbounded following) as newest_name
  from sat_customer_crm window w as (partition by customer_key order by load_date)
)
select cast(substr(customer_key, 3) as integer) as customer_id, newest_name as name, city, load_date as valid_from,
       lead(load_date, 1, '9999-12-31') over (partition by customer_key order by load_date) as valid_to
from changes where previous is null or previous <> city;

-- The same with the name as type 2: each row of the satellite is a version.
create view derived_with_names as
select customer_key, name, city, load_date as valid_from,
       lead(load_date, 1, '9999-12-31') over (partition by customer_key order by load_date) as valid_to
from sat_customer_crm;
