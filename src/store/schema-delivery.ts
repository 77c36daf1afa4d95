import type { GuildId, MemberId, TopicId } from "../domain/ids.ts";
import type { ReminderPlace } from "../domain/reminders.ts";
import { instant, plainDate, plainDates, plainTime, rowNumber } from "./columns.ts";
import { boolean, integer, jsonb, pgTable, primaryKey, text, unique } from "./drizzle.ts";
import { guilds, members } from "./schema.ts";

// The tables of the schedule, as migrations/0002-delivery.sql and 0003-dates.sql make them.

/** What an occurrence is about; one way to render it for each. */
export type OccurrenceKind =
  | "week"
  | "thread"
  | "deadline"
  | "digest"
  | "test"
  | "notice"
  | "sprint-card"
  | "sprint-thread"
  | "sprint-event"
  | "sprint-edit"
  | "sprint-post"
  | "sprint-reminder"
  | "sprint-merge"
  | "sprint-help"
  | "sprint-wrapup";
export type OccurrenceState = "planned" | "claimed" | "sent" | "skipped" | "dead" | "unknown";
export type ChannelKind = "text" | "announcement" | "thread" | "forum";

const ofMember = () =>
  text()
    .$type<MemberId>()
    .notNull()
    .references(() => members.id, { onDelete: "cascade" });

/** A guild's schedule and where it stands on its way through the roadmap. */
export const guildSettings = pgTable("guild_settings", {
  guild: text()
    .$type<GuildId>()
    .primaryKey()
    .references(() => guilds.id, { onDelete: "cascade" }),
  channel: text(),
  channelKind: text("channel_kind").$type<ChannelKind>(),
  weekday: integer().notNull(),
  at: plainTime().notNull(),
  zone: text().notNull(),
  pingRole: text("ping_role"),
  /** Hours a week. */
  pace: integer().notNull(),
  /** A thread is opened with each prompt. */
  discussion: boolean().notNull(),
  /** Where the plan stands at the slot of planDate; a null topic: the roadmap is finished. */
  planTopic: text("plan_topic").$type<TopicId>(),
  planHour: integer("plan_hour"),
  planDate: plainDate("plan_date").notNull(),
  skips: plainDates().notNull(),
  pausedUntil: plainDate("paused_until"),
  /** When the planner looks at this guild again; null where there is nothing to post, as before there is a channel. */
  nextAt: instant("next_at"),
  parked: text(),
  parkedAt: instant("parked_at"),
  setBy: text("set_by")
    .$type<MemberId>()
    .references(() => members.id, { onDelete: "set null" }),
});

/** The outbox: what is due once. Times are of the world's clock, which the playground can turn. */
export const occurrences = pgTable(
  "occurrences",
  {
    id: rowNumber().primaryKey().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    tag: text().notNull(),
    kind: text().$type<OccurrenceKind>().notNull(),
    guild: text().$type<GuildId>(),
    /** Set where it is about one member: it goes when they are erased. */
    member: text()
      .$type<MemberId>()
      .references(() => members.id, { onDelete: "cascade" }),
    dueAt: instant("due_at").notNull(),
    expiresAt: instant("expires_at"),
    state: text().$type<OccurrenceState>().notNull(),
    attempts: integer().notNull(),
    /** When the last attempt was claimed. */
    claimedAt: instant("claimed_at"),
    /** When the first attempt was claimed of which nobody knows whether it arrived; null where the fate of all is known. */
    firstClaimedAt: instant("first_claimed_at"),
    retryAt: instant("retry_at").notNull(),
    /** Never anything of a member where `member` is null: an erasure would not find it. */
    payload: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    channel: text(),
    message: text(),
    reason: text(),
    settledAt: instant("settled_at"),
  },
  (table) => [unique().on(table.key), unique().on(table.tag)],
);

/** Who does what alone, until when: by the database's clock. */
export const leases = pgTable("leases", {
  name: text().primaryKey(),
  owner: text().notNull(),
  until: instant().notNull(),
});

/** How far a planner without a cursor of its own in each row has come. */
export const plannerCursors = pgTable("planner_cursors", {
  name: text().primaryKey(),
  at: instant().notNull(),
});

/** The day by which a member wants to have finished a topic. */
export const topicTargets = pgTable(
  "topic_targets",
  {
    member: ofMember(),
    topic: text().$type<TopicId>().notNull(),
    /** Where it was set, and where it is spoken of. */
    guild: text().$type<GuildId>(),
    target: plainDate().notNull(),
    hours: integer(),
    /** When it was set, or moved on. */
    at: instant().notNull(),
    /** The day from which it was moved on last without a word of the member's, and how often so in a row. */
    movedFrom: plainDate("moved_from"),
    moves: integer().notNull(),
    /** The member's day on which it was given up; null while it stands. */
    letGo: plainDate("let_go"),
  },
  (table) => [primaryKey({ columns: [table.member, table.topic] })],
);

/** How a member wants to be reminded, where they changed it. */
export const memberReminders = pgTable("member_reminders", {
  member: ofMember().primaryKey(),
  place: text().$type<ReminderPlace>().notNull(),
  digest: boolean().notNull(),
  quietFrom: integer("quiet_from").notNull(),
  quietTo: integer("quiet_to").notNull(),
  dayEnd: integer("day_end").notNull(),
});

/** Who said of a weekly prompt that they are in. */
export const weekJoins = pgTable(
  "week_joins",
  {
    occurrence: rowNumber()
      .notNull()
      .references(() => occurrences.id, { onDelete: "cascade" }),
    member: ofMember(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.occurrence, table.member] })],
);
