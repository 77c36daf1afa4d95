import type { Connection } from "./database.ts";
import { eq } from "./drizzle.ts";
import { registrations } from "./schema.ts";

/** The commands as Discord last took them: a hash of what was sent, and the id that Discord gave each. */
export type Registration = {
  readonly applicationId: string;
  readonly hash: string;
  readonly ids: ReadonlyMap<string, string>;
};

/** What was last registered for an application; null before the first time. */
export async function loadRegistration(db: Connection, applicationId: string): Promise<Registration | null> {
  const [row] = await db.select().from(registrations).where(eq(registrations.application, applicationId));
  return row ? { applicationId, hash: row.hash, ids: new Map(Object.entries(row.ids)) } : null;
}

/** Keeps what was registered, in place of what was kept before. */
export async function saveRegistration(
  db: Connection,
  registration: Registration,
  at: Temporal.Instant,
): Promise<void> {
  const { applicationId: application, hash, ids } = registration;
  const row = { hash, ids: Object.fromEntries(ids), at };
  await db
    .insert(registrations)
    .values({ application, ...row })
    .onConflictDoUpdate({ target: registrations.application, set: row });
}
