import type { MemberId, TopicId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { and, eq } from "./drizzle.ts";
import { lockRow } from "./locks.ts";
import { topicTargets } from "./schema-delivery.ts";

/** The day by which a member wants to have finished a topic, and in how many hours if they said so. */
export type NewTarget = Omit<typeof topicTargets.$inferSelect, "movedFrom" | "moves" | "letGo">;

/** Sets a target, or moves the one that is there: the member has spoken, so moves in silence begin to count anew. */
export async function saveTarget(tx: Transaction, target: NewTarget): Promise<void> {
  await lockRow(tx, target.member, "share");
  const { member, topic, ...rest } = target;
  const set = { ...rest, movedFrom: null, moves: 0, letGo: null };
  await tx
    .insert(topicTargets)
    .values({ member, topic, ...set })
    .onConflictDoUpdate({ target: [topicTargets.member, topicTargets.topic], set });
}

/** Drops a target; false where there was none. */
export async function dropTarget(db: Connection, member: MemberId, topic: TopicId): Promise<boolean> {
  const theirs = and(eq(topicTargets.member, member), eq(topicTargets.topic, topic));
  const { rowCount } = await db.delete(topicTargets).where(theirs);
  return rowCount === 1;
}
