-- Dates that pass move on by themselves, or are let go: src/domain/targets.ts says how.

alter table topic_targets
  add column moved_from date,
  add column moves integer not null default 0,
  add column let_go date,
  add check ((moved_from is null) = (moves = 0));
alter table topic_targets alter column moves drop default;

create index member_reminders_digest on member_reminders (member) where digest;
