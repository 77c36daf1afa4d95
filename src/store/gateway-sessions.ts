import type { Connection } from "./database.ts";
import { and, eq, sql } from "./drizzle.ts";
import { gatewaySessions } from "./schema.ts";

/** What a RESUME needs; the shape of discord.js' SessionInfo. */
export type GatewaySession = {
  readonly shardId: number;
  readonly shardCount: number;
  readonly sessionId: string;
  readonly sequence: number;
  readonly resumeURL: string;
};

const { application, shard } = gatewaySessions;

/** The last session of a shard. `bot` is the application's id: one database may serve the playground's bot and a real one. */
export async function loadSession(
  db: Connection,
  bot: string,
  shardId: number,
): Promise<GatewaySession | null> {
  const [row] = await db
    .select()
    .from(gatewaySessions)
    .where(and(eq(application, bot), eq(shard, shardId)));
  if (!row) return null;
  const { shardCount, session: sessionId, sequence, resumeUrl: resumeURL } = row;
  return { shardId, shardCount, sessionId, sequence, resumeURL };
}

/**
 * Keeps a shard's session; null forgets it. With a lease, only while that is its owner's: a process that was thought dead must not put
 * its old session in the place of its successor's.
 */
export async function saveSession(
  db: Connection,
  bot: string,
  shardId: number,
  session: GatewaySession | null,
  at: Temporal.Instant,
  lease: { readonly name: string; readonly owner: string } | null = null,
): Promise<void> {
  const mayWrite = lease
    ? sql`exists (select 1 from leases where name = ${lease.name} and owner = ${lease.owner})`
    : sql`true`;
  if (session === null) {
    await db.delete(gatewaySessions).where(and(eq(application, bot), eq(shard, shardId), mayWrite));
    return;
  }
  const { shardCount, sessionId, sequence, resumeURL } = session;
  await db.execute(sql`
    insert into gateway_sessions (application, shard, shard_count, session, sequence, resume_url, at)
    select ${bot}, ${shardId}::integer, ${shardCount}::integer, ${sessionId}, ${sequence}::bigint, ${resumeURL},
      ${at.toString()}::timestamptz
    where ${mayWrite}
    on conflict (application, shard) do update set shard_count = excluded.shard_count,
      session = excluded.session, sequence = excluded.sequence, resume_url = excluded.resume_url, at = excluded.at`);
}
