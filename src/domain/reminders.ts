import type { ChannelKind } from "./channel-report.ts";
import { dayStart, morningOf, nextQuiet } from "./member-day.ts";
import type { DayHours } from "./member-day.ts";

/** Where a member wants to be reminded. */
export type ReminderPlace = "channel" | "direct" | "off";

/** How a member wants to be reminded of their dates. */
export type Reminders = Omit<DayHours, "zone"> & {
  readonly where: ReminderPlace;
  /** Wants a summary of their week as a direct message; whether reminders are on or not. */
  readonly digest: boolean;
};

/** Where a member changed nothing. */
export const UNCHANGED_REMINDERS: Reminders = {
  where: "channel",
  digest: false,
  quietFrom: 22,
  quietTo: 8,
  dayEnd: 0,
};

/** Each date has two reminders: the day before, and on the day. */
export type When = "before" | "day";
export const WHENS: readonly When[] = ["before", "day"];

/** When a reminder is due, and from when on it is no longer to be sent: past its day, or in quiet hours. */
export function reminderTimes(
  date: Temporal.PlainDate,
  when: When,
  hours: DayHours,
): { readonly dueAt: Temporal.Instant; readonly expiresAt: Temporal.Instant } {
  const day = when === "before" ? date.subtract({ days: 1 }) : date;
  const dueAt = morningOf(day, hours);
  const over = dayStart(day.add({ days: 1 }), hours.zone, hours.dayEnd);
  const quiet = nextQuiet(dueAt, hours);
  return { dueAt, expiresAt: quiet !== null && Temporal.Instant.compare(quiet, over) < 0 ? quiet : over };
}

/** When a date will be spoken of from now on. */
export function comingReminders(
  date: Temporal.PlainDate,
  hours: DayHours,
  now: Temporal.Instant,
): Temporal.Instant[] {
  const times = WHENS.map((when) => reminderTimes(date, when, hours).dueAt);
  return times.filter((dueAt) => Temporal.Instant.compare(dueAt, now) > 0);
}

/** What decides where a member can be reminded of something that they set in a guild. */
export type Standing = {
  readonly where: ReminderPlace;
  /** Others may see them, by choice. */
  readonly visible: boolean;
  /** Null: it was set in a direct message. */
  readonly server: {
    /** They are in it. */
    readonly present: boolean;
    readonly channel: { readonly id: string; readonly kind: ChannelKind } | null;
    /** Posting there is stopped until an admin resumes it. */
    readonly parked: boolean;
  } | null;
};

export type NoRoute = "off" | "no-server" | "left" | "hidden" | "no-channel" | "parked";
export type ReminderRoute =
  | { readonly kind: "direct" }
  | { readonly kind: "channel"; readonly id: string; readonly channelKind: ChannelKind }
  | { readonly kind: "none"; readonly reason: NoRoute };

/** Where a member is reminded. Nobody is named in a channel who is hidden or has left, and nobody gets a direct message unasked. */
export function reminderRoute({ where, visible, server }: Standing): ReminderRoute {
  if (where === "direct") return { kind: "direct" };
  const none = (reason: NoRoute) => ({ kind: "none", reason }) as const;
  if (where === "off") return none("off");
  if (server === null) return none("no-server");
  if (!server.present) return none("left");
  if (!visible) return none("hidden");
  if (server.channel === null) return none("no-channel");
  if (server.parked) return none("parked");
  return { kind: "channel", id: server.channel.id, channelKind: server.channel.kind };
}
