-- Weekly prompts and reminders. src/store/schema-delivery.ts says what each table is for.

create table guild_settings (
  guild text primary key references guilds (id) on delete cascade,
  channel text,
  channel_kind text check (channel_kind in ('text', 'announcement', 'thread', 'forum')),
  weekday integer not null check (weekday between 1 and 7),
  at time not null,
  zone text not null,
  ping_role text,
  pace integer not null check (pace > 0),
  discussion boolean not null,
  plan_topic text,
  plan_hour integer,
  plan_date date not null,
  skips date[] not null,
  paused_until date,
  next_at timestamptz,
  parked text,
  parked_at timestamptz,
  set_by text references members (id) on delete set null,
  check ((channel is null) = (channel_kind is null)),
  check ((plan_topic is null) = (plan_hour is null)),
  check ((parked is null) = (parked_at is null))
);
create index guild_settings_due on guild_settings (next_at) where parked is null;
create index guild_settings_set_by on guild_settings (set_by) where set_by is not null;

create table occurrences (
  id bigint generated always as identity primary key,
  key text not null unique,
  tag text not null unique,
  kind text not null,
  guild text,
  member text references members (id) on delete cascade,
  due_at timestamptz not null,
  expires_at timestamptz,
  state text not null check (state in ('planned', 'claimed', 'sent', 'skipped', 'dead', 'unknown')),
  attempts integer not null,
  claimed_at timestamptz,
  first_claimed_at timestamptz,
  retry_at timestamptz not null,
  payload jsonb not null,
  channel text,
  message text,
  reason text,
  settled_at timestamptz,
  check ((state = 'sent') = (message is not null)),
  check ((state in ('planned', 'claimed')) = (settled_at is null))
);
-- What is open is few, whatever has been sent in all the years.
create index occurrences_open on occurrences (retry_at, id) where state in ('planned', 'claimed');
create index occurrences_of_guild on occurrences (guild, id desc);
create index occurrences_of_member on occurrences (member) where member is not null;
create index occurrences_settled on occurrences (settled_at) where settled_at is not null;

create table leases (
  name text primary key,
  owner text not null,
  until timestamptz not null
);

create table planner_cursors (
  name text primary key,
  at timestamptz not null
);

create table topic_targets (
  member text not null references members (id) on delete cascade,
  topic text not null,
  guild text,
  target date not null,
  hours integer,
  at timestamptz not null,
  primary key (member, topic)
);
create index topic_targets_by_day on topic_targets (target);
create index topic_targets_of_guild on topic_targets (guild);

create table member_reminders (
  member text primary key references members (id) on delete cascade,
  place text not null check (place in ('channel', 'direct', 'off')),
  digest boolean not null,
  quiet_from integer not null check (quiet_from between 0 and 23),
  quiet_to integer not null check (quiet_to between 0 and 23),
  day_end integer not null check (day_end between 0 and 6)
);

create table week_joins (
  occurrence bigint not null references occurrences (id) on delete cascade,
  member text not null references members (id) on delete cascade,
  at timestamptz not null,
  primary key (occurrence, member)
);
create index week_joins_of_member on week_joins (member);

create index certification_progress_by_exam on certification_progress (exam) where exam is not null;

-- The week's recap reads a guild's events of a week, so the index of the guild alone gets their time added.
create index events_of_guild_by_time on events (guild, at);
drop index events_of_guild;
