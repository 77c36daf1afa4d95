import { localDate, weekOf } from "../../src/domain/calendar.ts";
import { afterWeek } from "../../src/domain/group-plan.ts";
import type { Plan, PlanPoint } from "../../src/domain/group-plan.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { nextSlot } from "../../src/domain/schedule.ts";
import type { Slot, SlotTime } from "../../src/domain/schedule.ts";
import { readWeekPayload, topicOfWeek } from "../../src/domain/week-prompt.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import type { Occurrence } from "../../src/store/outbox.ts";

/** When something is changed, and the group's weekly prompt that was planned last: no week gets two. */
export type Moment = { readonly now: Temporal.Instant; readonly last: Occurrence | null };
export type Scheduled = GuildSettings & { readonly nextAt: Temporal.Instant };

/** The plan of settings. */
export function planOf({ slot, pace, from, fromDate, skips, pausedUntil }: GuildSettings): Plan {
  return { slot, pace, from, fromDate, skips, pausedUntil };
}

/** Settings as they are once something is posted: the plan goes on at the next slot, whenever that is. */
export function scheduled(settings: GuildSettings, moment: Moment): Scheduled {
  const { nextAt, slot } = settings;
  if (nextAt !== null) return { ...settings, nextAt };
  const { date, at } = slotAhead(slot, moment);
  return { ...settings, fromDate: date, nextAt: at };
}

/**
 * Settings after a change, with the plan tied anew to the next slot. The group stays where it stands: what was posted is past, and the
 * change moves what comes.
 */
export function anchored(before: GuildSettings, after: GuildSettings, moment: Moment): GuildSettings {
  const moved = !isSameSlot(before.slot, after.slot);
  const skips = moved ? movedSkips(after.skips, after.slot) : after.skips;
  const next = scheduled({ ...after, skips, nextAt: moved ? null : before.nextAt }, moment);
  const posts = after.channel !== null && after.from !== null;
  return posts ? next : { ...next, nextAt: null };
}

/**
 * Settings as posting goes on after a failure. A prompt that did not arrive is sent again within its own week (`again`); later, the next
 * prompt is about what it was about.
 */
export function resumed(
  roadmap: Roadmap,
  settings: GuildSettings,
  moment: Moment,
): { readonly settings: Scheduled; readonly again: Occurrence | null } {
  const { last, now } = moment;
  const open = { ...settings, parked: null, parkedAt: null, nextAt: null };
  const failed = last !== null && didNotArrive(last) ? last : null;
  const thisWeek = weekOf(localDate(now, settings.slot.zone));
  if (failed !== null && settings.channel !== null && weekOfPrompt(failed) === thisWeek) {
    return { settings: scheduled(open, moment), again: failed };
  }
  const from = (failed && pointBefore(roadmap, settings, failed)) ?? settings.from;
  return { settings: scheduled({ ...open, from }, moment), again: null };
}

/** Whether prompts come at the same time of the week. */
export function isSameSlot(a: Slot, b: Slot): boolean {
  return a.weekday === b.weekday && a.time.equals(b.time) && a.zone === b.zone;
}

/**
 * The first slot ahead in a later week than the last prompt's: that may be the third, where the day or the zone was moved backwards. Further
 * off is only what a clock planned that has been turned back since.
 */
function slotAhead(slot: Slot, { now, last }: Moment): SlotTime {
  const next = nextSlot(slot, now);
  const second = nextSlot(slot, next.at);
  const ahead = [next, second, nextSlot(slot, second.at)];
  const week = (last && weekOfPrompt(last)) ?? "";
  // ISO weeks compare as texts.
  return ahead.find(({ date }) => weekOf(date) > week) ?? next;
}

/** The ISO week of a prompt, by its key `week/<guild>/<ISO week>`. */
function weekOfPrompt({ key }: Occurrence): string | undefined {
  return key.split("/")[2];
}

function didNotArrive({ state, reason }: Occurrence): boolean {
  return state === "dead" || (state === "skipped" && reason === "parked");
}

/** Where the group stood before a prompt; null where it has been moved since. */
function pointBefore(roadmap: Roadmap, { from }: GuildSettings, { payload }: Occurrence): PlanPoint | null {
  const week = readWeekPayload(payload);
  const topic = week && topicOfWeek(roadmap, week.topic);
  if (week === null || topic === null) return null;
  const after = afterWeek(roadmap, { ...week, topic });
  return after?.topic === from?.topic && after?.hour === from?.hour
    ? { topic: topic.id, hour: week.hour }
    : null;
}

/** Each skip on the slot's new day of the same week. */
function movedSkips(skips: ReadonlySet<string>, { weekday }: Slot): ReadonlySet<string> {
  const dates = [...skips].map((skip) => Temporal.PlainDate.from(skip));
  return new Set(dates.map((date) => date.add({ days: weekday - date.dayOfWeek }).toString()));
}
