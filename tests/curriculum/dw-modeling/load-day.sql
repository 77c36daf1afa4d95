-- Loads the snapshot of the day in `loading`. Loading the same day again changes nothing.
begin;
insert into loaded select day from loading where true on conflict do nothing;
create temp view today as select * from snapshots where day = (select day from loading);

-- City is type 2: close the version that no longer holds, then open one for everybody without a current version.
update dim_customer as d set valid_to = t.date, is_current = 0 from today t
where d.customer_id = t.customer_id and d.is_current and d.city <> t.city;
insert into dim_customer (customer_id, name, city, valid_from)
select customer_id, name, city, date from today t
where not exists (select 1 from dim_customer d where d.customer_id = t.customer_id and d.is_current);

-- The name is type 1: what is right now is right in all versions.
update dim_customer as d set name = t.name from today t where d.customer_id = t.customer_id and d.name <> t.name;

-- Who is missing is marked and not closed, so that late sales still find a version.
update dim_customer set gone_since = (select max(date) from today)
where is_current and gone_since is null and customer_id not in (select customer_id from today);
update dim_customer set gone_since = null where is_current and gone_since is not null and customer_id in (select customer_id from today);
drop view today;
commit;
