import type { Action, EventId, Subject } from "../domain/event.ts";
import type {
  CertificationId,
  ChoiceId,
  GuildId,
  InteractionId,
  MemberId,
  ObjectiveId,
  OptionId,
  TopicId,
} from "../domain/ids.ts";
import type { Period } from "../domain/calendar.ts";
import type { Metric } from "../domain/leaderboard.ts";
import type { CertificationState, TopicState } from "../domain/progress.ts";
import { instant, plainDate, rowNumber } from "./columns.ts";
import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text, unique } from "./drizzle.ts";

// The tables as migrations/*.sql make them; a test compares the two. Indexes and checks are in the SQL alone.

const member = () => text().$type<MemberId>().notNull();
const guild = () => text().$type<GuildId>().notNull();
const ofMember = () =>
  text()
    .$type<MemberId>()
    .notNull()
    .references(() => members.id, { onDelete: "cascade" });

/** One row for everybody who gave a profile, did something or was seen. Until there is a profile its columns are null and false. */
export const members = pgTable("members", {
  id: member().primaryKey(),
  zone: text(),
  hoursPerWeek: integer("hours_per_week"),
  visible: boolean().notNull(),
  profileAt: instant("profile_at"),
});

export const memberChoices = pgTable(
  "member_choices",
  {
    member: ofMember(),
    choice: text().$type<ChoiceId>().notNull(),
    option: text().$type<OptionId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.member, table.choice] })],
);

export const guilds = pgTable("guilds", {
  id: guild().primaryKey(),
  locale: text().notNull(),
  since: instant().notNull(),
});

/** The name a member goes by in a guild, and whether they are there. */
export const guildMembers = pgTable(
  "guild_members",
  {
    guild: guild(),
    member: ofMember(),
    displayName: text("display_name").notNull(),
    present: boolean().notNull(),
    since: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.member] })],
);

/** The record. Rows are added and never changed, but for what a member or a guild has erased. */
export const events = pgTable(
  "events",
  {
    id: rowNumber().primaryKey().generatedAlwaysAsIdentity(),
    interaction: text().$type<InteractionId>().notNull(),
    ordinal: integer().notNull(),
    member: ofMember(),
    guild: text().$type<GuildId>(),
    at: instant().notNull(),
    localDate: plainDate("local_date").notNull(),
    kind: text().$type<Action["kind"]>().notNull(),
    subject: text().$type<Subject>().notNull(),
    link: text(),
    rev: integer(),
    exam: plainDate(),
    undoes: rowNumber().$type<EventId>(),
    points: integer().notNull(),
    topics: integer().notNull(),
    objectives: integer().notNull(),
  },
  (table) => [
    unique().on(table.interaction, table.ordinal),
    unique().on(table.undoes),
    foreignKey({ columns: [table.undoes], foreignColumns: [table.id] }).onDelete("cascade"),
  ],
);

// Derived from events from here on.

export const topicProgress = pgTable(
  "topic_progress",
  {
    member: ofMember(),
    topic: text().$type<TopicId>().notNull(),
    state: text().$type<TopicState>().notNull(),
    since: instant().notNull(),
    link: text(),
    event: rowNumber().$type<EventId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.member, table.topic] })],
);

export const objectiveProgress = pgTable(
  "objective_progress",
  {
    member: ofMember(),
    objective: text().$type<ObjectiveId>().notNull(),
    rev: integer().notNull(),
    event: rowNumber().$type<EventId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.member, table.objective] })],
);

export const certificationProgress = pgTable(
  "certification_progress",
  {
    member: ofMember(),
    certification: text().$type<CertificationId>().notNull(),
    state: text().$type<CertificationState>().notNull(),
    exam: plainDate(),
    event: rowNumber().$type<EventId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.member, table.certification] })],
);

/** A member's sums in a guild, where they are not zero. Listed: on the board, by choice and by presence. */
export const scores = pgTable(
  "scores",
  {
    guild: guild(),
    period: text().$type<Period>().notNull(),
    metric: text().$type<Metric>().notNull(),
    member: ofMember(),
    value: integer().notNull(),
    /** The event that brought the member to this value: of two equals, who came first is first. */
    reached: rowNumber().$type<EventId>().notNull(),
    listed: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.period, table.metric, table.member] })],
);

/** How many listed members stand at a value: a rank without counting the members above. */
export const scoreHistogram = pgTable(
  "score_histogram",
  {
    guild: guild(),
    period: text().$type<Period>().notNull(),
    metric: text().$type<Metric>().notNull(),
    value: integer().notNull(),
    members: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.period, table.metric, table.value] })],
);

/** The sum of everybody's values, listed or not, and how many are listed. */
export const scoreTotals = pgTable(
  "score_totals",
  {
    guild: guild(),
    period: text().$type<Period>().notNull(),
    metric: text().$type<Metric>().notNull(),
    total: rowNumber().notNull(),
    listed: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.period, table.metric] })],
);

export const gatewaySessions = pgTable(
  "gateway_sessions",
  {
    application: text().notNull(),
    shard: integer().notNull(),
    shardCount: integer("shard_count").notNull(),
    session: text().notNull(),
    sequence: rowNumber().notNull(),
    resumeUrl: text("resume_url").notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.application, table.shard] })],
);

export const registrations = pgTable("registrations", {
  application: text().primaryKey(),
  hash: text().notNull(),
  ids: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
  at: instant().notNull(),
});
