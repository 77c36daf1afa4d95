import { dueWeeks } from "../domain/group-plan.ts";
import type { DueWeek, Plan, PlanPoint } from "../domain/group-plan.ts";
import { weekOf } from "../domain/calendar.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { nextSlot } from "../domain/schedule.ts";
import type { SlotTime } from "../domain/schedule.ts";
import type { WeekPayload } from "../domain/week-prompt.ts";
import { lockDueSchedules, moveSchedules } from "../store/due-schedules.ts";
import type { DueSchedule, ScheduleMove } from "../store/due-schedules.ts";
import { planInGuilds } from "../store/outbox.ts";
import type { NewInGuilds } from "../store/outbox.ts";
import type { Planner } from "./kind.ts";

// What one transaction plans: some tenths of a second's work, so that the lease is renewed in between.
const GUILDS_AT_ONCE = 5_000;
const WEEK = { hours: 7 * 24 };

type Step = {
  readonly schedule: DueSchedule;
  readonly planned: NewInGuilds | null;
  readonly move: ScheduleMove;
};

/**
 * Plans weekly prompts. Several weeks that passed unplanned become one prompt, the last of them, which tells of the others. A week that
 * had its prompt already, as after a clock that was turned back, gets no other, and the group stays where it stands.
 */
export const planWeeks: Planner = async (tx, { roadmap }, until) => {
  const schedules = await lockDueSchedules(tx, until, GUILDS_AT_ONCE);
  const steps = schedules.map((schedule) => stepOf(roadmap, schedule, until));
  const fresh = new Set(
    await planInGuilds(
      tx,
      steps.flatMap(({ planned }) => planned ?? []),
    ),
  );
  await moveSchedules(
    tx,
    steps.flatMap((step) => movesOf(step, fresh)),
  );
  return fresh.size;
};

function stepOf(roadmap: Roadmap, schedule: DueSchedule, until: Temporal.Instant): Step {
  const { guilds, plan, stray } = schedule;
  if (stray) {
    const { date, at } = nextSlot(plan.slot, until);
    return { schedule, planned: null, move: { guilds, from: plan.from, fromDate: date, nextAt: at } };
  }
  const { due, lost, from, fromDate, nextAt } = dueWeeks(roadmap, plan, until);
  const last = due.at(-1);
  const move = { guilds, from, fromDate, nextAt };
  if (last) return { schedule, planned: { guilds, ...prompt(last, due.slice(0, -1), nextAt) }, move };
  const planned = lost && plan.from ? { guilds, ...lostPrompt(lost, plan.from, nextAt) } : null;
  return { schedule, planned, move };
}

/** A week whose topic the roadmap has lost is planned too: it is left out with that reason, which the organiser can read in /setup. */
function lostPrompt(
  { date, at }: SlotTime,
  { topic, hour }: PlanPoint,
  nextAt: Temporal.Instant | null,
): Omit<NewInGuilds, "guilds"> {
  const nothing = { hours: 0, week: 1, weeks: 1, missed: [] };
  const payload: WeekPayload = { topic, hour, ...nothing, slotDate: date.toString() };
  return { kind: "week", period: weekOf(date), dueAt: at, expiresAt: nextAt ?? at.add(WEEK), payload };
}

function prompt(
  { date, at, week }: DueWeek,
  earlier: readonly DueWeek[],
  nextAt: Temporal.Instant | null,
): Omit<NewInGuilds, "guilds"> {
  const payload: WeekPayload = {
    topic: week.topic.id,
    hour: week.hour,
    hours: week.hours,
    week: week.week,
    weeks: week.weeks,
    missed: earlier.map((one) => one.week.topic.id),
    slotDate: date.toString(),
  };
  return { kind: "week", period: weekOf(date), dueAt: at, expiresAt: nextAt ?? at.add(WEEK), payload };
}

/** Where nothing new was planned, the group stands where it stood. */
function movesOf({ schedule, planned, move }: Step, fresh: ReadonlySet<string>): ScheduleMove[] {
  if (planned === null) return [move];
  const [moved, stayed] = [
    move.guilds.filter((guild) => fresh.has(guild)),
    move.guilds.filter((guild) => !fresh.has(guild)),
  ];
  const stays = { ...move, guilds: stayed, from: standing(schedule.plan, move) };
  return [{ ...move, guilds: moved }, stays].filter(({ guilds }) => guilds.length > 0);
}

function standing({ from }: Plan, move: ScheduleMove): ScheduleMove["from"] {
  return move.nextAt === null ? move.from : from;
}
