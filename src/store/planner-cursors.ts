import type { Connection } from "./database.ts";
import { eq } from "./drizzle.ts";
import { plannerCursors } from "./schema-delivery.ts";

/** Up to when a planner has planned; null before its first time. */
export async function loadCursor(db: Connection, name: string): Promise<Temporal.Instant | null> {
  const [row] = await db.select().from(plannerCursors).where(eq(plannerCursors.name, name));
  return row?.at ?? null;
}

/** Moves a planner's cursor; in the transaction that plans, so that nothing in between is planned by nobody. */
export async function saveCursor(db: Connection, name: string, at: Temporal.Instant): Promise<void> {
  await db
    .insert(plannerCursors)
    .values({ name, at })
    .onConflictDoUpdate({ target: plannerCursors.name, set: { at } });
}
