-- Each purpose has its own end. What is kept for two purposes goes with the later one.
create table purge_log (day date, what text, count int);
create function purge(today date) returns void language sql as $$
  with gone as (delete from visit where seen < today - 90 returning 1)
    insert into purge_log select today, 'visits', count(*) from gone;
  with gone as (delete from news where withdrawn returning 1)
    insert into purge_log select today, 'consents', count(*) from gone;
  with gone as (
    update invoice set customer = null
    where customer is not null and today >= make_date(extract(year from issued)::int + 9, 1, 1) returning 1
  )
    insert into purge_log select today, 'links', count(*) from gone;
  with gone as (
    update customer set email = null
    where email is not null and last_order < today - interval '2 years'
      and not exists (select from news where news.customer = customer.id) returning 1
  )
    insert into purge_log select today, 'e-mails', count(*) from gone;
$$;
