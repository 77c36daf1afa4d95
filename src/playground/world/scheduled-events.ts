/** An event in a guild's list, at a place outside of Discord. Times are milliseconds since 1970. */
export type ScheduledEvent = {
  readonly id: string;
  readonly guildId: string;
  readonly creatorId: string;
  name: string;
  description: string | null;
  location: string;
  startsAt: number;
  endsAt: number;
  /** Ended or called off by somebody; null: it goes by its times. */
  over: "completed" | "canceled" | null;
};

/** Discord's numbers for where an event stands. */
export const EVENT_STATUS = { scheduled: 1, active: 2, completed: 3, canceled: 4 } as const;

/** Where an event stands: one outside of Discord begins and ends by itself. */
export function eventStatus(event: ScheduledEvent, now: number): number {
  if (event.over !== null) return EVENT_STATUS[event.over];
  if (now >= event.endsAt) return EVENT_STATUS.completed;
  return now >= event.startsAt ? EVENT_STATUS.active : EVENT_STATUS.scheduled;
}

/** Whether an event is still in the list. */
export function isListed(event: ScheduledEvent, now: number): boolean {
  const status = eventStatus(event, now);
  return status === EVENT_STATUS.scheduled || status === EVENT_STATUS.active;
}
