import type { Entry, Event, EventId } from "../domain/event.ts";
import type { GuildId, InteractionId, MemberId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";

/** Where entries come from. `guild` is null in a direct message. */
export type Origin = {
  readonly interaction: InteractionId;
  readonly member: MemberId;
  readonly guild: GuildId | null;
  readonly at: Temporal.Instant;
};

/**
 * Records what a decision asked for, and derives progress, scores and boards from it in the same transaction. The member must be locked
 * (`lockMember`). Returns the events in the order of the entries; an empty array says that this interaction was recorded before, and
 * that nothing was changed. An undo is booked in the guild of the event it takes back, so that the points go where they came from.
 */
export async function recordEntries(
  tx: Transaction,
  origin: Origin,
  entries: readonly Entry[],
): Promise<Event[]> {
  throw new Error(`not built yet ${tx} ${origin} ${entries}`);
}

/** An event of this member and the later events on the same subject, undos among them, oldest first. Null: theirs is no such event. */
export async function loadEvent(
  db: Connection,
  member: MemberId,
  id: EventId,
): Promise<{ readonly event: Event; readonly later: readonly Event[] } | null> {
  throw new Error(`not built yet ${db} ${member} ${id}`);
}

/** What one interaction recorded, in the order it was recorded; empty if nothing. For answering a repeated click. */
export async function loadEventsOfInteraction(db: Connection, interaction: InteractionId): Promise<Event[]> {
  throw new Error(`not built yet ${db} ${interaction}`);
}
