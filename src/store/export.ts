import type { Event } from "../domain/event.ts";
import type { MemberId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";
import { asc, eq } from "./drizzle.ts";
import { toEvent } from "./event-rows.ts";
import { guildSettings, memberReminders, occurrences, topicTargets, weekJoins } from "./schema-delivery.ts";
import { exportSprints } from "./export-sprints.ts";
import {
  certificationProgress,
  events,
  guildMembers,
  memberChoices,
  members,
  objectiveProgress,
  scores,
  topicProgress,
} from "./schema.ts";

/** Everything that is kept of a member, ready for JSON.stringify: keys in plain words, times and dates in ISO form. */
export type MemberExport = { readonly format: "waymark-export/1"; readonly [key: string]: unknown };

/** Reads everything that is kept of a member, as of one moment. */
export async function exportMember(
  db: Connection,
  member: MemberId,
  at: Temporal.Instant,
): Promise<MemberExport> {
  return db.transaction(
    async (tx) => {
      const everything = {
        profile: await exportProfile(tx, member),
        ...(await exportRest(tx, member)),
        ...(await exportSchedule(tx, member)),
        ...(await exportSprints(tx, member)),
      };
      return { format: "waymark-export/1", exportedAt: at.toString(), member, ...everything };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function exportProfile(tx: Connection, member: MemberId): Promise<unknown> {
  const [row] = await tx.select().from(members).where(eq(members.id, member));
  if (!row || row.zone === null) return null;
  const choices = await tx.select().from(memberChoices).where(eq(memberChoices.member, member));
  return {
    timeZone: row.zone,
    hoursPerWeek: row.hoursPerWeek,
    visibleToOthers: row.visible,
    choices: Object.fromEntries(choices.map(({ choice, option }) => [choice, option])),
    savedAt: text(row.profileAt),
  };
}

async function exportRest(tx: Connection, member: MemberId): Promise<Record<string, unknown>> {
  const servers = await tx.select().from(guildMembers).where(eq(guildMembers.member, member));
  const record = await tx.select().from(events).where(eq(events.member, member)).orderBy(asc(events.id));
  const topics = await tx.select().from(topicProgress).where(eq(topicProgress.member, member));
  const objectives = await tx.select().from(objectiveProgress).where(eq(objectiveProgress.member, member));
  const certifications = await tx
    .select()
    .from(certificationProgress)
    .where(eq(certificationProgress.member, member));
  const sums = await tx.select().from(scores).where(eq(scores.member, member));
  return {
    servers: servers.map(({ guild, displayName, present, since }) => {
      return { server: guild, name: displayName, present, firstSeen: text(since) };
    }),
    actions: record.map((row) => describe(toEvent(row))),
    topics: topics.map(({ topic, state, since, link, event }) => {
      return { topic, state, since: text(since), link, action: event };
    }),
    objectives: objectives.map(({ objective, rev, event }) => ({ objective, revision: rev, action: event })),
    certifications: certifications.map(({ certification, state, exam, event }) => {
      return { certification, state, exam: text(exam), action: event };
    }),
    scores: sums.map(({ guild, period, metric, value, reached, listed }) => {
      return { server: guild, period, counts: metric, value, listed, reachedWithAction: reached };
    }),
  };
}

async function exportSchedule(tx: Connection, member: MemberId): Promise<Record<string, unknown>> {
  const targets = await tx.select().from(topicTargets).where(eq(topicTargets.member, member));
  const [reminders] = await tx.select().from(memberReminders).where(eq(memberReminders.member, member));
  const joins = await tx
    .select({ at: weekJoins.at, key: occurrences.key, guild: occurrences.guild })
    .from(weekJoins)
    .innerJoin(occurrences, eq(occurrences.id, weekJoins.occurrence))
    .where(eq(weekJoins.member, member));
  const posts = await tx.select().from(occurrences).where(eq(occurrences.member, member));
  const setUp = await tx.select().from(guildSettings).where(eq(guildSettings.setBy, member));
  return {
    targets: targets.map(({ topic, guild, target, hours, at, movedFrom, moves, letGo }) => {
      const moved = { movedFrom: text(movedFrom), timesMoved: moves, letGoOn: text(letGo) };
      return { topic, server: guild, by: text(target), hours, setAt: text(at), ...moved };
    }),
    reminders: reminders
      ? {
          where: reminders.place,
          weeklyDigest: reminders.digest,
          quietFromHour: reminders.quietFrom,
          quietToHour: reminders.quietTo,
          dayEndsAtHour: reminders.dayEnd,
        }
      : null,
    weeksJoined: joins.map(({ at, key, guild }) => ({ prompt: key, server: guild, at: text(at) })),
    messages: posts.map((post) => ({
      about: post.key,
      kind: post.kind,
      server: post.guild,
      due: text(post.dueAt),
      state: post.state,
      contents: post.payload,
      channel: post.channel,
      message: post.message,
      reason: post.reason,
      settledAt: text(post.settledAt),
    })),
    serversSetUp: setUp.map(({ guild }) => guild),
  };
}

function describe({ id, interaction, guild, at, localDate, action, score }: Event): Record<string, unknown> {
  const { kind, ...about } = action;
  const details = Object.entries(about).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof Temporal.PlainDate ? value.toString() : value,
  ]);
  return {
    id,
    interaction,
    server: guild,
    at: text(at),
    localDate: text(localDate),
    did: kind,
    ...Object.fromEntries(details),
    ...score,
  };
}

const text = (value: Temporal.Instant | Temporal.PlainDate | null) => value?.toString() ?? null;
