create table dim_customer (
  customer_key integer primary key, customer_id integer not null, name text not null, city text not null,
  valid_from text not null, valid_to text not null default '9999-12-31', is_current integer not null default 1, gone_since text,
  unique (customer_id, valid_from)
);
create table loading (day integer not null);
create table loaded (day integer primary key);
-- A day that is older than the newest one loaded is refused.
create trigger in_order before insert on loaded when new.day < (select max(day) from loaded)
begin select raise(abort, 'an older day comes too late'); end;
