import { weekOf } from "../domain/calendar.ts";
import { latestDigest, nextDigest } from "../domain/digest.ts";
import { afterQuiet } from "../domain/member-day.ts";
import type { DayHours } from "../domain/member-day.ts";
import { digestHours, unplannedDigests } from "../store/digest-planning.ts";
import type { DigestSlot } from "../store/digest-planning.ts";
import { plan } from "../store/outbox.ts";
import type { NewOccurrence } from "../store/outbox.ts";
import { saveCursor } from "../store/planner-cursors.ts";
import type { Planner } from "./kind.ts";
import { plannedUpTo } from "./window.ts";

const CURSOR = "digests";
const AT_ONCE = 2_500;

/** Plans weekly digests. Of several weeks that passed unplanned it is the last one. */
export const planDigests: Planner = async (tx, _desk, until) => {
  const since = await plannedUpTo(tx, CURSOR, until);
  if (since === null) return 0;
  const slots = (await digestHours(tx)).flatMap((hours) => slotOf(hours, since, until) ?? []);
  const digests = await unplannedDigests(tx, slots, AT_ONCE);
  const mondays = new Map(slots.map(({ week, monday }) => [week, monday.toString()]));
  const occurrences = digests.map(({ week, ...digest }): NewOccurrence => ({
    ...digest,
    kind: "digest",
    guild: null,
    payload: { monday: mondays.get(week) },
  }));
  const fresh = await plan(tx, occurrences);
  if (digests.length < AT_ONCE) await saveCursor(tx, CURSOR, until);
  return fresh;
};

type Slot = DigestSlot & { readonly monday: Temporal.PlainDate };

/** The last digest of these hours, if it fell due in between. */
function slotOf(hours: DayHours, since: Temporal.Instant, until: Temporal.Instant): Slot | null {
  const { monday, at } = latestDigest(until, hours);
  if (Temporal.Instant.compare(at, since) <= 0) return null;
  // One that is late must not come in the middle of the night.
  const free = afterQuiet(until, hours);
  const dueAt = free.equals(until) ? at : free;
  return { ...hours, monday, week: weekOf(monday), dueAt, expiresAt: nextDigest(at, hours).at };
}
