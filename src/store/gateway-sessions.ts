import type { Connection } from "./database.ts";
import { and, eq } from "./drizzle.ts";
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

/** Keeps a shard's session; null forgets it. */
export async function saveSession(
  db: Connection,
  bot: string,
  shardId: number,
  session: GatewaySession | null,
  at: Temporal.Instant,
): Promise<void> {
  if (session === null) {
    await db.delete(gatewaySessions).where(and(eq(application, bot), eq(shard, shardId)));
    return;
  }
  const { shardCount, sessionId, sequence, resumeURL } = session;
  const row = { shardCount, session: sessionId, sequence, resumeUrl: resumeURL, at };
  await db
    .insert(gatewaySessions)
    .values({ application: bot, shard: shardId, ...row })
    .onConflictDoUpdate({ target: [application, shard], set: row });
}
