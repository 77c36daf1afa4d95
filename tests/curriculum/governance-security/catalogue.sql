alter table customer add region text;
alter table orders add day date;
create table visit (id int, customer int, seen date);
create table target (region text, goal int);
create view sold as select o.id, o.day, o.amount, o.customer, c.region from orders o join customer c on c.id = o.customer;
create view by_region as select region, sum(amount) as revenue from sold group by region;
create view gap as select region, goal - revenue as missing from target join by_region using (region);
create view mailing as select email from customer where id in (select customer from sold where amount > 60);
create view reach as select count(email) as people from mailing;

create schema meta;
-- A row for each table (column null) and for each column.
create table meta.catalog (relation text, name text, owner text, meaning text, sensitivity text, unique nulls not distinct (relation, name));
create view meta.present as
  select table_name::text as relation, null::text as name from information_schema.tables where table_schema = 'public'
  union all
  select table_name, column_name from information_schema.columns where table_schema = 'public';
create view meta.gaps as
  select coalesce(p.relation, c.relation) as relation, coalesce(p.name, c.name) as name,
    case when c.relation is null then 'missing' when p.relation is null then 'surplus' else 'empty' end as fault
  from meta.present p
  full join meta.catalog c on c.relation = p.relation and coalesce(c.name, '') = coalesce(p.name, '')
  where p.relation is null or c.relation is null or concat(c.owner) = '' or concat(c.meaning) = '' or concat(c.sensitivity) = '';

create view meta.edge as
  select table_name::text as source, view_name::text as target from information_schema.view_table_usage
  where view_schema = 'public' and table_schema = 'public';
-- What needs a column: the views that use it, and all that is built on those.
create function meta.needs(wanted_table text, wanted_column text) returns table (relation text) language sql as $$
  with recursive down(relation) as (
    select view_name::text from information_schema.view_column_usage
    where view_schema = 'public' and table_name = wanted_table and (column_name = wanted_column or wanted_column is null)
    union
    select target from meta.edge join down on down.relation = edge.source
  )
  select relation from down;
$$;
