-- Every column of the schema that can hold a text, wherever it is; `condition` has %I in the place of the column.
create extension pgcrypto;
create function find(condition text) returns table (place text, hits int) language plpgsql as $$
declare c record;
begin
  for c in
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'character varying', 'character', 'json', 'jsonb')
  loop
    return query execute format(
      'select %L, count(*)::int from %I where ' || condition || ' having count(*) > 0',
      c.table_name || '.' || c.column_name, c.table_name, c.column_name
    );
  end loop;
end $$;
