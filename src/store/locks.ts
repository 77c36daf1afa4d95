import type { GuildId, MemberId } from "../domain/ids.ts";
import type { SprintId } from "../domain/sprint.ts";
import type { Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";
import { readPrepared } from "./prepared.ts";

// Who writes takes its locks in this order, so that no two can wait for each other: the gate, sprints by their id, members' rows by their
// id, guilds by their id.
// Rows of a guild (its members' names, its scores and boards) are written under that guild's lock alone. All of them last until the
// transaction ends; so a transaction that records entries in one guild must not also save a profile or erase, which lock others.

/** Advisory locks of ours, with a number that other users of the database are unlikely to have chosen. They must stay. */
export const OURS = 1_463_898_477;
export const EMBEDDED_IN_USE = 1;
export const MIGRATING = 2;
const GATE = 3;
export const PLAYGROUND = 4;
/** Instead of OURS, with an owner's hash: see presence.ts. */
export const OURS_ALIVE = OURS + 1;

const GATE_SHARED = `select pg_advisory_xact_lock_shared(${OURS}, ${GATE})`;

/** Closes the gate: waits for everyone who writes, and keeps newcomers out. */
export async function closeGate(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(`${OURS}, ${GATE}`)})`);
}

// Prepared, since nearly everything that members do begins with one of them.
const lockMemberSql = (mode: string): string => `with gate as materialized (${GATE_SHARED})
  select 1 from gate cross join members where members.id = $1 for ${mode} of members`;
const MODES = {
  share: { name: "lock-member-share", text: lockMemberSql("key share") },
  write: { name: "lock-member-write", text: lockMemberSql("no key update") },
  erase: { name: "lock-member-erase", text: lockMemberSql("update") },
} as const;

/**
 * Locks a member's row, and makes it where there is none. "share": it will not be erased meanwhile. "write": nobody else writes for this
 * member. "erase": nobody has any of the three.
 */
export async function lockRow(
  tx: Transaction,
  member: MemberId,
  strength: keyof typeof MODES,
): Promise<void> {
  const make = sql`insert into members (id, visible) values (${member}, false) on conflict do nothing`;
  // The row can be erased between making and locking it.
  while ((await readPrepared(tx, MODES[strength], [member])) === null) await tx.execute(make);
}

/** Locks the rows of members who are known, in the order in which all do; nobody else writes for them. Tells who they are. */
export async function lockKnown(tx: Transaction, members: Iterable<MemberId>): Promise<Set<MemberId>> {
  const ids = [...new Set(members)];
  if (ids.length === 0) return new Set();
  const { rows } = await tx.execute<{ id: MemberId }>(sql`with gate as materialized (${sql.raw(GATE_SHARED)})
    select members.id from gate cross join members where members.id in ${ids} order by members.id
    for no key update of members`);
  return new Set(rows.map(({ id }) => id));
}

const LOCK_GUILD = {
  name: "lock-guild",
  text: `with gate as materialized (${GATE_SHARED})
    select pg_advisory_xact_lock(hashtextextended($1, 0)) from gate`,
};

/** Locks guilds, in the order in which all do. */
export async function lockGuilds(tx: Transaction, guilds: Iterable<GuildId>): Promise<void> {
  for (const guild of [...new Set(guilds)].toSorted()) await readPrepared(tx, LOCK_GUILD, [guild]);
}

// Members who join, leave and check in need not wait for each other, only for whoever changes the sprint itself. That one leaves alone
// who merely refers to it, as a new row about it does.
const lockSprintsSql = (
  mode: string,
): string => `with gate as materialized (${GATE_SHARED}), locked as materialized (
    select sprints.id from gate cross join sprints
    where sprints.id = any(string_to_array($1, ',')::bigint[]) order by sprints.id for ${mode} of sprints
  )
  select count(*) from locked`;
const SPRINT_MODES = {
  share: { name: "lock-sprints-share", text: lockSprintsSql("share") },
  write: { name: "lock-sprints-write", text: lockSprintsSql("no key update") },
} as const;

/** Locks sprints, in the order in which all do. "share": none of them begins or ends meanwhile. "write": nobody else does anything in them. */
export async function lockSprints(
  tx: Transaction,
  sprints: Iterable<SprintId>,
  strength: keyof typeof SPRINT_MODES,
): Promise<void> {
  const ids = [...new Set(sprints)];
  if (ids.length > 0) await readPrepared(tx, SPRINT_MODES[strength], [ids.join(",")]);
}
