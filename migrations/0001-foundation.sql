-- Ids of Discord and of roadmaps are text. src/store/schema.ts says what each table is for; indexes and checks are here alone.

create table members (
  id text primary key,
  zone text,
  hours_per_week integer,
  visible boolean not null,
  profile_at timestamptz,
  check ((zone is null) = (hours_per_week is null) and (zone is null) = (profile_at is null)),
  check (zone is not null or not visible)
);

create table member_choices (
  member text not null references members (id) on delete cascade,
  choice text not null,
  option text not null,
  primary key (member, choice)
);

create table guilds (
  id text primary key,
  locale text not null,
  since timestamptz not null
);

create table guild_members (
  guild text not null,
  member text not null references members (id) on delete cascade,
  display_name text not null,
  present boolean not null,
  since timestamptz not null,
  primary key (guild, member)
);
create index guild_members_of_member on guild_members (member);

create table events (
  id bigint generated always as identity primary key,
  interaction text not null,
  ordinal integer not null,
  member text not null references members (id) on delete cascade,
  guild text,
  at timestamptz not null,
  local_date date not null,
  kind text not null,
  subject text not null,
  link text,
  rev integer,
  exam date,
  undoes bigint references events (id) on delete cascade,
  points integer not null,
  topics integer not null,
  objectives integer not null,
  unique (interaction, ordinal),
  unique (undoes),
  check ((kind = 'undone') = (undoes is not null))
);
create index events_of_subject on events (member, subject, id);
create index events_of_day on events (member, local_date) where points <> 0;
create index events_of_guild on events (guild);

create table topic_progress (
  member text not null references members (id) on delete cascade,
  topic text not null,
  state text not null,
  since timestamptz not null,
  link text,
  event bigint not null,
  primary key (member, topic)
);

create table objective_progress (
  member text not null references members (id) on delete cascade,
  objective text not null,
  rev integer not null,
  event bigint not null,
  primary key (member, objective)
);

create table certification_progress (
  member text not null references members (id) on delete cascade,
  certification text not null,
  state text not null,
  exam date,
  event bigint not null,
  primary key (member, certification)
);

create table scores (
  guild text not null,
  period text not null,
  metric text not null,
  member text not null references members (id) on delete cascade,
  value integer not null check (value > 0),
  reached bigint not null,
  listed boolean not null,
  primary key (guild, period, metric, member)
);
create index scores_of_member on scores (member);
-- The board's order: higher first, of two equals the earlier first. Negated, so that both columns run the same way and one row
-- comparison finds the neighbours of a member.
create index scores_in_order on scores (guild, period, metric, value, (-reached)) where listed;

create table score_histogram (
  guild text not null,
  period text not null,
  metric text not null,
  value integer not null,
  members integer not null,
  primary key (guild, period, metric, value)
);

create table score_totals (
  guild text not null,
  period text not null,
  metric text not null,
  total bigint not null,
  listed integer not null,
  primary key (guild, period, metric)
);

create table gateway_sessions (
  application text not null,
  shard integer not null,
  shard_count integer not null,
  session text not null,
  sequence bigint not null,
  resume_url text not null,
  at timestamptz not null,
  primary key (application, shard)
);

create table registrations (
  application text primary key,
  hash text not null,
  ids jsonb not null,
  at timestamptz not null
);
