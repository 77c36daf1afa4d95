-- Who may do what: the owner owns, the loader inserts, north reads its own rows, and nobody gets more.
alter table sale owner to shop;
create view total as select region, sum(amount) as amount from sale group by region;
alter view total owner to shop;
alter table sale enable row level security;
create policy load on sale for insert to loader with check (true);
create policy own_region on sale for select using (region = current_user);
grant insert on sale to loader;
grant select (id, region, amount, person) on sale to north;
grant select on total to north;
