import type { DueSubject } from "../domain/due-date.ts";
import { mint } from "../domain/ids.ts";
import type { When } from "../domain/reminders.ts";
import type { Payload } from "../store/outbox.ts";

/** What a reminder is about, as it was planned. */
export type Deadline = {
  readonly subject: DueSubject;
  readonly date: Temporal.PlainDate;
  readonly when: When;
  /** In the channel, since the member takes no direct messages. */
  readonly instead: boolean;
};

/** A reminder's payload. */
export function deadlinePayload({
  subject,
  date,
  when,
  instead = false,
}: Omit<Deadline, "instead"> & { readonly instead?: boolean }): Payload {
  return { ...subject, date: date.toString(), when, ...(instead && { instead }) };
}

/** A payload as the outbox holds it; null where it is none of a reminder. */
export function readDeadline(payload: Payload): Deadline | null {
  const { kind, topic, certification, date, when, instead } = payload;
  const subject = readSubject(kind === "topic" ? topic : certification, kind);
  if (subject === null || typeof date !== "string" || (when !== "before" && when !== "day")) return null;
  return { subject, date: Temporal.PlainDate.from(date), when, instead: instead === true };
}

function readSubject(id: unknown, kind: unknown): DueSubject | null {
  if (typeof id !== "string") return null;
  if (kind === "topic") return { kind, topic: mint(id) };
  return kind === "exam" ? { kind, certification: mint(id) } : null;
}
