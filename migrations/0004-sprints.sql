-- Study sprints. src/store/schema-sprints.ts says what each table is for.

create table sprints (
  id bigint generated always as identity primary key,
  guild text not null,
  channel text not null,
  topic text,
  goal text,
  team_goal integer check (team_goal > 0),
  zone text not null,
  days integer not null check (days > 0),
  opens_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  recurring boolean not null,
  previous bigint unique references sprints (id) on delete set null,
  phase text not null check (phase in ('scheduled', 'open', 'running', 'ended', 'cancelled')),
  early boolean not null,
  merged_into bigint references sprints (id) on delete set null,
  next_at timestamptz,
  card_channel text,
  card_message text,
  thread text,
  event text,
  check (opens_at <= starts_at and starts_at < ends_at),
  check ((card_channel is null) = (card_message is null))
);
create index sprints_due on sprints (next_at) where next_at is not null;
create index sprints_of_guild on sprints (guild, id);
create index sprints_merged on sprints (merged_into) where merged_into is not null;

create table sprint_events (
  id bigint generated always as identity primary key,
  interaction text,
  ordinal integer not null,
  sprint bigint not null references sprints (id) on delete cascade,
  member text references members (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  day date,
  mark text check (mark in ('done', 'half', 'blocked', 'break')),
  words text,
  activity text check (activity in ('learn', 'build', 'teach')),
  minutes integer,
  check_in bigint references sprint_events (id) on delete cascade,
  early boolean,
  merged_into bigint,
  unique (interaction, sprint, ordinal)
);
create index sprint_events_of_sprint on sprint_events (sprint, member, id);
create index sprint_events_of_member on sprint_events (member) where member is not null;
create index sprint_events_of_help on sprint_events (check_in) where check_in is not null;

create table sprint_members (
  sprint bigint not null references sprints (id) on delete cascade,
  member text not null references members (id) on delete cascade,
  active boolean not null,
  since bigint not null,
  joined_at timestamptz not null,
  plan text,
  primary key (sprint, member)
);
create index sprint_members_of_member on sprint_members (member, sprint);

create table sprint_days (
  sprint bigint not null references sprints (id) on delete cascade,
  member text not null references members (id) on delete cascade,
  day date not null,
  mark text not null,
  note text,
  event bigint not null,
  primary key (sprint, member, day)
);
create index sprint_days_of_member on sprint_days (member);

create table sprint_minutes (
  sprint bigint not null references sprints (id) on delete cascade,
  member text not null references members (id) on delete cascade,
  day date not null,
  activity text not null,
  minutes integer not null,
  primary key (sprint, member, day, activity)
);
create index sprint_minutes_of_member on sprint_minutes (member);

create table sprint_changes (
  id bigint generated always as identity primary key,
  sprint bigint not null references sprints (id) on delete cascade
);
create index sprint_changes_of_sprint on sprint_changes (sprint);

create table sprint_settings (
  guild text primary key references guilds (id) on delete cascade,
  role text,
  live_limit integer not null check (live_limit > 0)
);
