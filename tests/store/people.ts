import type { Action, Entry, Event } from "../../src/domain/event.ts";
import { subjectOf } from "../../src/domain/fold.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId, InteractionId, MemberId } from "../../src/domain/ids.ts";
import { negated } from "../../src/domain/points.ts";
import type { Profile } from "../../src/domain/profile.ts";
import type { Database } from "../../src/store/database.ts";
import { recordEntries } from "../../src/store/events.ts";
import type { Origin } from "../../src/store/events.ts";
import { lockMember, noteSeen, saveProfile } from "../../src/store/members.ts";

// People and what they do, with as few words as a test needs.

export const NOW = Temporal.Instant.from("2026-11-22T10:00:00Z");
export const TODAY = Temporal.PlainDate.from("2026-11-22");
export const GUILD = mint<GuildId>("700000000000000001");
export const OTHER_GUILD = mint<GuildId>("700000000000000002");

let interactions = 0;

/** An interaction's id that no other has in this file. */
export function nextInteraction(): InteractionId {
  return mint(String(800_000_000_000_000_000n + BigInt(++interactions)));
}

/** The nth member. */
export function person(nth: number): MemberId {
  return mint(String(600_000_000_000_000_000n + BigInt(nth)));
}

export function profileOf(member: MemberId, change: Partial<Profile> = {}): Profile {
  return { member, zone: "Europe/Berlin", hoursPerWeek: 6, visible: true, choices: new Map(), ...change };
}

export function entry(action: Action, points = 0, change: Partial<Entry> = {}): Entry {
  const topics = action.kind === "topic.done" ? 1 : 0;
  const objectives = action.kind === "objective.checked" ? 1 : 0;
  return { action, score: { points, topics, objectives }, localDate: TODAY, ...change };
}

export function done(topic: string, points = 10, link: string | null = null): Entry {
  return entry({ kind: "topic.done", topic: mint(topic), link }, points);
}

/** Takes an event back as the domain does. */
export function undoOf({ id, action, score, localDate }: Event): Entry {
  return {
    action: { kind: "undone", event: id, subject: subjectOf(action) },
    score: negated(score),
    localDate,
  };
}

/** Somebody with a profile who was seen in a guild. */
export async function join(
  db: Database,
  member: MemberId,
  change: Partial<Profile> = {},
  guild = GUILD,
): Promise<void> {
  await db.transaction((tx) => saveProfile(tx, profileOf(member, change), NOW));
  await noteSeen(db, { guild, member, displayName: `Person ${member.slice(-3)}`, at: NOW });
}

/** What a command does: lock, then record. */
export async function act(
  db: Database,
  member: MemberId,
  entries: readonly Entry[],
  origin: Partial<Origin> = {},
): Promise<Event[]> {
  return db.transaction(async (tx) => {
    await lockMember(tx, member, TODAY);
    const whole = { interaction: nextInteraction(), member, guild: GUILD, at: NOW, ...origin };
    return recordEntries(tx, whole, entries);
  });
}
