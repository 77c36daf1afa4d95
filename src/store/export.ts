import type { MemberId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";

/** Everything that is kept of a member, ready for JSON.stringify: keys in plain words, dates in ISO form. */
export type MemberExport = { readonly format: "waymark-export/1"; readonly [key: string]: unknown };

export async function exportMember(
  db: Connection,
  member: MemberId,
  at: Temporal.Instant,
): Promise<MemberExport> {
  throw new Error(`not built yet ${db} ${member} ${at}`);
}
