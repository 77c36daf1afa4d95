import type { GuildId, MemberId } from "../domain/ids.ts";
import type { MemberState } from "../domain/member-state.ts";
import { NO_SCORE, NO_TALLY, tallyAfter } from "../domain/points.ts";
import type { Tally } from "../domain/points.ts";
import type { Profile } from "../domain/profile.ts";
import type { MemberProgress } from "../domain/progress.ts";
import { UNCHANGED_REMINDERS } from "../domain/reminders.ts";
import type { Target } from "../domain/targets.ts";
import type { Connection, Transaction } from "./database.ts";
import { and, eq, sql } from "./drizzle.ts";
import { lockGuilds, lockRow } from "./locks.ts";
import { readPrepared } from "./prepared.ts";
import { readMember, readProfile, readProgress, readTarget } from "./read-member.ts";
import type { Read } from "./read-member.ts";
import { guildMembers, memberChoices, members } from "./schema.ts";
import { relist } from "./standings.ts";

export type KnownMember = {
  readonly profile: Profile | null;
  readonly progress: MemberProgress;
  /** Dates they set for topics, the nearest first; those that were let go too. */
  readonly targets: readonly Target[];
  /** The hour at which their day ends. */
  readonly dayEnd: number;
};

/** All that is known of a member, in one round trip. The profile is null until they gave one. */
export async function loadMember(db: Connection, member: MemberId): Promise<KnownMember> {
  const read = await readMember(db, member, null);
  return {
    profile: readProfile(member, read),
    progress: readProgress(read),
    targets: (read.targets ?? []).map(readTarget),
    dayEnd: read.dayEnd ?? UNCHANGED_REMINDERS.dayEnd,
  };
}

/**
 * The member as they are, and nobody else writes for them until the transaction ends. First statement of every transaction that decides
 * something for a member. `today` is the member's local date: the tally holds the points already given that day.
 */
export async function lockMember(
  tx: Transaction,
  member: MemberId,
  today: Temporal.PlainDate,
): Promise<MemberState> {
  await lockRow(tx, member, "write");
  // A statement of its own: one that waited for the lock would still see what was there before.
  const read = await readMember(tx, member, today);
  const tally = readTally(read, today);
  return { profile: readProfile(member, read), progress: readProgress(read), tally };
}

function readTally({ earned }: Read, localDate: Temporal.PlainDate): Tally {
  const entries = earned ?? [];
  return entries.reduce(
    (tally, [subject, points]) =>
      tallyAfter(tally, subject, { score: { ...NO_SCORE, points }, localDate }, localDate),
    NO_TALLY,
  );
}

/** Keeps the whole profile, choices included; choices that are not in it are gone. Moves the member on or off the boards. */
export async function saveProfile(tx: Transaction, profile: Profile, at: Temporal.Instant): Promise<void> {
  const { member, zone, hoursPerWeek, visible, choices } = profile;
  await lockRow(tx, member, "write");
  const [before] = await tx.select({ visible: members.visible }).from(members).where(eq(members.id, member));
  await tx.update(members).set({ zone, hoursPerWeek, visible, profileAt: at }).where(eq(members.id, member));
  await tx.delete(memberChoices).where(eq(memberChoices.member, member));
  const rows = [...choices].map(([choice, option]) => ({ member, choice, option }));
  if (rows.length > 0) await tx.insert(memberChoices).values(rows);
  if (before?.visible !== visible) await relistEverywhere(tx, member);
}

/** Under the locks of all guilds where there is anything to list: only then is it settled who else reads or writes `listed`. */
async function relistEverywhere(tx: Transaction, member: MemberId): Promise<void> {
  const { rows } = await tx.execute<{ guild: GuildId }>(
    sql`select distinct guild from scores where member = ${member}`,
  );
  const guilds = rows.map(({ guild }) => guild);
  await lockGuilds(tx, guilds);
  for (const guild of guilds) await relist(tx, guild, [member]);
}

export type Seen = {
  readonly guild: GuildId;
  readonly member: MemberId;
  readonly displayName: string;
  readonly at: Temporal.Instant;
};

/**
 * Notes the name a member goes by in a guild, and that they are there: a member who was marked as departed is back on its boards.
 * One read where nothing changed, so it may be called for every interaction.
 */
export async function noteSeen(db: Connection, seen: Seen): Promise<void> {
  if (!(await isNoted(db, seen))) await db.transaction((tx) => write(tx, seen));
}

/** The same within a transaction: where something is to be noted it takes the guild's lock, so it comes last. */
export async function noteSeenIn(tx: Transaction, seen: Seen): Promise<void> {
  if (!(await isNoted(tx, seen))) await write(tx, seen);
}

const NOTED = {
  name: "seen-member",
  text: "select 1 from guild_members where guild = $1 and member = $2 and display_name = $3 and present",
};
const SCORED = {
  name: "scored-member",
  text: "select 1 from scores where member = $1 and guild = $2 limit 1",
};

async function isNoted(db: Connection, { guild, member, displayName }: Seen): Promise<boolean> {
  return (await readPrepared(db, NOTED, [guild, member, displayName])) !== null;
}

async function write(tx: Transaction, { guild, member, displayName, at }: Seen): Promise<void> {
  await lockRow(tx, member, "share");
  await lockGuilds(tx, [guild]);
  const target = [guildMembers.guild, guildMembers.member];
  await tx
    .insert(guildMembers)
    .values({ guild, member, displayName, present: true, since: at })
    .onConflictDoUpdate({ target, set: { displayName, present: true } });
  // Most newcomers have nothing to be listed with.
  if ((await readPrepared(tx, SCORED, [member, guild])) !== null) await relist(tx, guild, [member]);
}

/** The name a member goes by in a guild; null where they are not there, or were never seen. */
export async function loadDisplayName(
  db: Connection,
  guild: GuildId,
  member: MemberId,
): Promise<string | null> {
  const there = and(
    eq(guildMembers.guild, guild),
    eq(guildMembers.member, member),
    eq(guildMembers.present, true),
  );
  const [row] = await db.select({ name: guildMembers.displayName }).from(guildMembers).where(there);
  return row?.name ?? null;
}
