-- 10,000 sessions, five minutes apart, in three layouts.
create table source as
with recursive s(id) as (values (0) union all select id + 1 from s where id < 9999)
select id, id % 200 as user, strftime('%Y-%m-%dT%H:%M', '2026-01-01', '+' || (id * 5) || ' minutes') as start,
       case when id % 25 = 0 then 'tv' when id % 2 = 0 then 'phone' else 'laptop' end as device, 1 + id % 9 as pages
from s;

-- Document: the store can look inside, and index what it finds there.
create table documents (id integer primary key, body text not null);
insert into documents
select id, json_object('user', user, 'start', start, 'device', device, 'pages', pages) from source;
create index by_day on documents (substr(body ->> 'start', 1, 10));
create index by_device on documents (body ->> 'device');

-- Key-value: get and put by key, nothing else. The writer keeps a list of each day's sessions itself.
create table kv (k text primary key, v text not null) without rowid;
insert into kv select 'session:' || id, body from documents;
insert into kv select 'day:' || substr(start, 1, 10), json_group_array(id) from source group by substr(start, 1, 10);

-- Column-family: a partition for each user, sorted by start, one cell for each column that is filled; and a second table by day.
create table wide (user integer, start text, name text, value, primary key (user, start, name)) without rowid;
insert into wide select user, start, 'device', device from source union all select user, start, 'pages', pages from source;
create table wide_by_day (day text, user integer, start text, primary key (day, user, start)) without rowid;
insert into wide_by_day select substr(start, 1, 10), user, start from source;
