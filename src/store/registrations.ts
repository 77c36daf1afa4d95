import type { Connection } from "./database.ts";

/** The commands as Discord last took them: a hash of what was sent, and the id that Discord gave each. */
export type Registration = {
  readonly applicationId: string;
  readonly hash: string;
  readonly ids: ReadonlyMap<string, string>;
};

export async function loadRegistration(db: Connection, applicationId: string): Promise<Registration | null> {
  throw new Error(`not built yet ${db} ${applicationId}`);
}

export async function saveRegistration(
  db: Connection,
  registration: Registration,
  at: Temporal.Instant,
): Promise<void> {
  throw new Error(`not built yet ${db} ${registration} ${at}`);
}
