import type { Connection } from "./database.ts";

/** What a RESUME needs; the shape of discord.js' SessionInfo. */
export type GatewaySession = {
  readonly shardId: number;
  readonly shardCount: number;
  readonly sessionId: string;
  readonly sequence: number;
  readonly resumeURL: string;
};

/** The last session of a shard. `application` is the bot's application id: one database may serve the playground's bot and a real one. */
export async function loadSession(
  db: Connection,
  application: string,
  shardId: number,
): Promise<GatewaySession | null> {
  throw new Error(`not built yet ${db} ${application} ${shardId}`);
}

/** Keeps a shard's session; null forgets it. */
export async function saveSession(
  db: Connection,
  application: string,
  shardId: number,
  session: GatewaySession | null,
  at: Temporal.Instant,
): Promise<void> {
  throw new Error(`not built yet ${db} ${application} ${shardId} ${session} ${at}`);
}
