import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { eq, getTableColumns, sql } from "./drizzle.ts";
import { occurrences } from "./schema-delivery.ts";
import type { OccurrenceKind } from "./schema-delivery.ts";
import { tagOf } from "./tag.ts";

/** A row of the outbox. */
export type Occurrence = typeof occurrences.$inferSelect;
export type Payload = Occurrence["payload"];

export type NewOccurrence = {
  /** `kind/subject/period`: what has this key is due once, however often it is planned. */
  readonly key: string;
  readonly kind: OccurrenceKind;
  readonly guild: GuildId | null;
  /** Whom it is about, if one member alone: it is erased with them. */
  readonly member: MemberId | null;
  readonly dueAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant | null;
  /** Plain JSON; nothing of a member where `member` is null. */
  readonly payload: Payload;
};

/** An occurrence that is ours to send. */
export type Claimed = Occurrence & {
  /** An earlier attempt may have arrived: look before sending. `firstClaimedAt` says from when on. */
  readonly uncertain: boolean;
  /** When the attempt before this one was claimed; null in the first. */
  readonly lastClaimedAt: Temporal.Instant | null;
};

/** What an attempt came to. */
export type Settled = {
  readonly id: number;
  /** As claimed: the fence that keeps a courier who was thought dead from overwriting its successor. */
  readonly attempts: number;
} & (
  | { readonly kind: "sent"; readonly channel: string; readonly message: string }
  | {
      readonly kind: "retry";
      readonly afterMs: number;
      readonly reason: string;
      /** Whether this attempt may have arrived. What is uncertain of earlier ones stays so. */
      readonly uncertain: boolean;
      /** The channel to look in then, in case the next try would go to another. */
      readonly channel?: string;
    }
  | { readonly kind: "skipped" | "dead" | "unknown"; readonly reason: string }
);

// The longest that a retry is put off. One that lies further away was planned by a clock that has been turned back since.
const LONGEST_RETRY = Temporal.Duration.from({ hours: 2 });

/**
 * Puts occurrences into the outbox, and tells how many were new. Members who are erased meanwhile are left out. Of planners at once each new
 * row is one's: no conflict is named, since with that of the key alone a row whose tag was entered at the same moment is an error.
 */
export async function plan(tx: Transaction, planned: readonly NewOccurrence[]): Promise<number> {
  if (planned.length === 0) return 0;
  const rows = planned.map(({ key, kind, guild, member, dueAt, expiresAt, payload }) => {
    const times = { due: dueAt.toString(), expires: expiresAt?.toString() ?? null };
    return { key, tag: tagOf(key), kind, guild, member, ...times, payload };
  });
  // Locked in one order, and before the insert: its foreign key would fail for a member who is being erased.
  const { rowCount } = await tx.execute(sql`
    with fresh as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}) as fresh (key text, tag text, kind text,
        guild text, member text, due timestamptz, expires timestamptz, payload jsonb)
    ), about as materialized (
      select id from members where id in (select member from fresh) order by id for key share
    )
    insert into occurrences
      (key, tag, kind, guild, member, due_at, expires_at, state, attempts, retry_at, payload)
    select key, tag, kind, guild, member, due, expires, 'planned', 0, due, payload from fresh
    where member is null or member in (select id from about)
    order by due, key
    on conflict do nothing`);
  return rowCount ?? 0;
}

/** What is due in many guilds alike, under the key `kind/<guild>/<period>`. */
export type NewInGuilds = Pick<NewOccurrence, "kind" | "dueAt" | "expiresAt" | "payload"> & {
  readonly guilds: readonly GuildId[];
  readonly period: string;
};

/** Puts the same into the outbox for each of many guilds. Returns the guilds in which it was new. */
export async function planInGuilds(tx: Transaction, planned: readonly NewInGuilds[]): Promise<GuildId[]> {
  if (planned.length === 0) return [];
  const rows = planned.map(({ guilds, kind, period, dueAt, expiresAt, payload }) => {
    const own = guilds.map((guild) => {
      const key = `${kind}/${guild}/${period}`;
      return [guild, key, tagOf(key)];
    });
    return { kind, due: dueAt.toString(), expires: expiresAt?.toString() ?? null, payload, own };
  });
  const answer = await tx.execute<{ guild: GuildId }>(sql`
    insert into occurrences (key, tag, kind, guild, due_at, expires_at, state, attempts, retry_at, payload)
    select each.own ->> 1, each.own ->> 2, kind, each.own ->> 0, due, expires, 'planned', 0, due, payload
    from json_to_recordset(${JSON.stringify(rows)})
        as fresh (kind text, due timestamptz, expires timestamptz, payload jsonb, own json),
      json_array_elements(fresh.own) as each (own)
    on conflict do nothing returning guild`);
  return answer.rows.map(({ guild }) => guild);
}

/**
 * Claims what is due within `aheadMs`, oldest first. Nobody else is given the same rows. A week's prompt waits while nobody knows of an
 * earlier one, whose week is over, whether it arrived: it is to tell of the one that did not. One statement; Postgres runs its locking part
 * once and by itself, where as a subquery it could be run again for a join and lock more than the limit.
 */
export async function claim(
  db: Connection,
  now: Temporal.Instant,
  limit: number,
  aheadMs: number,
): Promise<Claimed[]> {
  const soon = now.add({ milliseconds: aheadMs }).toString();
  const { state, dueAt, retryAt, expiresAt, firstClaimedAt } = occurrences;
  const isDue = sql`${state} = 'planned' and ${dueAt} <= ${soon}
    and (${retryAt} <= ${soon} or ${retryAt} > ${now.add(LONGEST_RETRY).toString()})
    and (${expiresAt} is null or ${expiresAt} > ${now.toString()} or ${firstClaimedAt} is not null)
    and (${occurrences.kind} <> 'week' or not exists (
      select 1 from occurrences as former where former.guild = ${occurrences.guild} and former.kind = 'week'
        and former.id < ${occurrences.id} and former.state in ('planned', 'claimed')
        and former.expires_at <= ${now.toString()}))`;
  const due = db.$with("due").as(
    db
      .select({ id: occurrences.id, last: sql<string | null>`${occurrences.claimedAt}`.as("last") })
      .from(occurrences)
      .where(isDue)
      .orderBy(retryAt, occurrences.id)
      .limit(limit)
      .for("update", { skipLocked: true }),
  );
  const rows = await db
    .with(due)
    .update(occurrences)
    .set({ state: "claimed", attempts: sql`${occurrences.attempts} + 1`, claimedAt: now })
    .from(due)
    .where(eq(occurrences.id, due.id))
    .returning({ ...getTableColumns(occurrences), last: due.last });
  return rows.toSorted(inOrder).map(({ last, ...row }) => ({
    ...row,
    uncertain: row.firstClaimedAt !== null,
    lastClaimedAt: last === null ? null : Temporal.Instant.from(last),
  }));
}

const inOrder = (one: Occurrence, other: Occurrence): number =>
  Temporal.Instant.compare(one.retryAt, other.retryAt) || one.id - other.id;

/**
 * For a courier that begins: what its predecessor had claimed and did not settle is planned again, and uncertain. Returns how many. Only
 * under the courier's lease.
 */
export async function takeOver(db: Connection): Promise<number> {
  // The earlier of the two: a clock that was turned back may have claimed the later attempt at the earlier time.
  const { rowCount } = await db.execute(sql`
    update occurrences set state = 'planned', first_claimed_at = least(first_claimed_at, claimed_at)
    where state = 'claimed'`);
  return rowCount ?? 0;
}

/**
 * Writes down what attempts came to, in one statement. Returns the ids of those that it applied to: an occurrence that somebody has
 * claimed again since, or that is settled or erased, stays as it is.
 */
export async function settle(
  db: Connection,
  settled: readonly Settled[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (settled.length === 0) return [];
  const rows = settled.map((one) => {
    const { id, attempts, kind } = one;
    if (kind === "sent") return { id, attempts, state: kind, channel: one.channel, message: one.message };
    if (kind !== "retry") return { id, attempts, state: kind, reason: one.reason };
    const retry = now.add({ milliseconds: Math.round(one.afterMs) }).toString();
    const { reason, uncertain, channel } = one;
    return { id, attempts, state: "planned", reason, retry, uncertain, channel };
  });
  const answer = await db.execute<{ id: string }>(sql`
    update occurrences as own
    set state = result.state, channel = coalesce(result.channel, own.channel), message = result.message, reason = result.reason,
      retry_at = coalesce(result.retry, own.retry_at),
      first_claimed_at = case when result.uncertain then least(own.first_claimed_at, own.claimed_at)
        else own.first_claimed_at end,
      settled_at = case when result.state = 'planned' then null else ${now.toString()}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}) as result (id bigint, attempts integer, state text,
      channel text, message text, reason text, retry timestamptz, uncertain boolean)
    where own.id = result.id and own.attempts = result.attempts and own.state in ('planned', 'claimed')
    returning own.id`);
  return answer.rows.map(({ id }) => Number(id));
}

/** Skips what was not sent in its time. What may have been sent is left to the courier, who looks. Returns what it skipped. */
export async function skipExpired(db: Connection, now: Temporal.Instant): Promise<Occurrence[]> {
  const { state, expiresAt, firstClaimedAt } = occurrences;
  return db
    .update(occurrences)
    .set({ state: "skipped", reason: "expired", settledAt: now })
    .where(sql`${state} = 'planned' and ${expiresAt} <= ${now.toString()} and ${firstClaimedAt} is null`)
    .returning();
}

/** Forgets what was settled before a time. By then nothing may plan the same keys again. Returns how many. */
export async function prune(db: Connection, before: Temporal.Instant): Promise<number> {
  const { rowCount } = await db
    .delete(occurrences)
    .where(sql`${occurrences.settledAt} < ${before.toString()}`);
  return rowCount ?? 0;
}
