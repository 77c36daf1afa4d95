import type { GuildId, InteractionId, MemberId, TopicId } from "../domain/ids.ts";
import type { Activity, Mark, Phase, SprintAction, SprintId } from "../domain/sprint.ts";
import { instant, plainDate, rowNumber } from "./columns.ts";
import { boolean, foreignKey, integer, pgTable, primaryKey, text, unique } from "./drizzle.ts";
import { guilds, members } from "./schema.ts";

// The tables of study sprints, as migrations/0004-sprints.sql makes them.

const ofSprint = () =>
  rowNumber()
    .$type<SprintId>()
    .notNull()
    .references(() => sprints.id, { onDelete: "cascade" });
const ofMember = () =>
  text()
    .$type<MemberId>()
    .notNull()
    .references(() => members.id, { onDelete: "cascade" });

export const sprints = pgTable(
  "sprints",
  {
    id: rowNumber().$type<SprintId>().primaryKey().generatedAlwaysAsIdentity(),
    guild: text().$type<GuildId>().notNull(),
    channel: text().notNull(),
    topic: text().$type<TopicId>(),
    goal: text(),
    teamGoal: integer("team_goal"),
    zone: text().notNull(),
    days: integer().notNull(),
    opensAt: instant("opens_at").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    recurring: boolean().notNull(),
    previous: rowNumber().$type<SprintId>(),
    // Derived from its own events.
    phase: text().$type<Phase>().notNull(),
    early: boolean().notNull(),
    mergedInto: rowNumber("merged_into").$type<SprintId>(),
    /** When the planner looks at it again; null where nothing more comes. */
    nextAt: instant("next_at"),
    /** Where its card is now, its thread, and its event in the server's calendar. */
    cardChannel: text("card_channel"),
    cardMessage: text("card_message"),
    thread: text(),
    event: text(),
  },
  (table) => [
    unique().on(table.previous),
    foreignKey({ columns: [table.previous], foreignColumns: [table.id] }).onDelete("set null"),
    foreignKey({ columns: [table.mergedInto], foreignColumns: [table.id] }).onDelete("set null"),
  ],
);

/** The record of sprints. Rows are added and never changed. */
export const sprintEvents = pgTable(
  "sprint_events",
  {
    id: rowNumber().primaryKey().generatedAlwaysAsIdentity(),
    /** Null where time did it. */
    interaction: text().$type<InteractionId>(),
    ordinal: integer().notNull(),
    sprint: ofSprint(),
    /** Null where it is about the sprint itself. */
    member: text()
      .$type<MemberId>()
      .references(() => members.id, { onDelete: "cascade" }),
    at: instant().notNull(),
    kind: text().$type<SprintAction["kind"]>().notNull(),
    day: plainDate(),
    mark: text().$type<Mark>(),
    /** A plan, or what blocks somebody: in their own words. */
    words: text(),
    activity: text().$type<Activity>(),
    minutes: integer(),
    checkIn: rowNumber("check_in"),
    early: boolean(),
    mergedInto: rowNumber("merged_into").$type<SprintId>(),
  },
  (table) => [
    unique().on(table.interaction, table.sprint, table.ordinal),
    foreignKey({ columns: [table.checkIn], foreignColumns: [table.id] }).onDelete("cascade"),
  ],
);

// Derived from sprint_events from here on.

export const sprintMembers = pgTable(
  "sprint_members",
  {
    sprint: ofSprint(),
    member: ofMember(),
    active: boolean().notNull(),
    /** The event with which they came in last. */
    since: rowNumber().notNull(),
    joinedAt: instant("joined_at").notNull(),
    plan: text(),
  },
  (table) => [primaryKey({ columns: [table.sprint, table.member] })],
);

export const sprintDays = pgTable(
  "sprint_days",
  {
    sprint: ofSprint(),
    member: ofMember(),
    day: plainDate().notNull(),
    mark: text().$type<Mark>().notNull(),
    note: text(),
    event: rowNumber().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sprint, table.member, table.day] })],
);

export const sprintMinutes = pgTable(
  "sprint_minutes",
  {
    sprint: ofSprint(),
    member: ofMember(),
    day: plainDate().notNull(),
    activity: text().$type<Activity>().notNull(),
    minutes: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sprint, table.member, table.day, table.activity] })],
);

/** That a sprint's card is no longer true. Whoever changes something adds a row and waits for nobody; the planner takes them away. */
export const sprintChanges = pgTable("sprint_changes", {
  id: rowNumber().primaryKey().generatedAlwaysAsIdentity(),
  sprint: ofSprint(),
});

/** What a server allows, where it changed something. */
export const sprintSettings = pgTable("sprint_settings", {
  guild: text()
    .$type<GuildId>()
    .primaryKey()
    .references(() => guilds.id, { onDelete: "cascade" }),
  /** Who may start a sprint; null: everybody. */
  role: text(),
  liveLimit: integer("live_limit").notNull(),
});
