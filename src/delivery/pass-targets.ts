import { dayStart, memberDay } from "../domain/member-day.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { findTopic, topicsOf } from "../domain/roadmap-graph.ts";
import { afterPassing } from "../domain/targets.ts";
import { topicShare } from "../domain/topic-progress.ts";
import type { Transaction } from "../store/database.ts";
import { changeTargets, forgetLetGo, lockPassedTargets, targetDays } from "../store/passed-targets.ts";
import type { PassedTarget, TargetChange } from "../store/passed-targets.ts";

/** So long a member is told that a date was let go: two weeks, in which a digest comes at least once. */
const LET_GO_KEPT = { days: 14 };

/** Moves on the targets whose day is over, at most `limit` of them. False: there may be more. */
export async function movePassedTargets(
  tx: Transaction,
  roadmap: Roadmap,
  now: Temporal.Instant,
  limit: number,
): Promise<boolean> {
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  const days = await targetDays(tx, today);
  const over = days.filter(
    ({ date, zone, dayEnd }) =>
      Temporal.Instant.compare(dayStart(date.add({ days: 1 }), zone, dayEnd), now) <= 0,
  );
  const parts = topicsOf(roadmap).flatMap(({ id, objectives }) =>
    objectives.map((objective) => ({ topic: id, objective: objective.id })),
  );
  const passed = await lockPassedTargets(tx, over, parts, limit);
  await changeTargets(
    tx,
    passed.map((target) => changeOf(roadmap, target, now)),
    now,
  );
  await forgetLetGo(tx, today.subtract(LET_GO_KEPT));
  return passed.length < limit;
}

function changeOf(roadmap: Roadmap, target: PassedTarget, now: Temporal.Instant): TargetChange {
  const { member, topic: id, settled, zone, dayEnd, pace, worked } = target;
  const topic = findTopic(roadmap, id);
  if (settled || topic === null) return { member, topic: id, kind: "removed" };
  const today = memberDay(now, zone, dayEnd);
  const objectives = new Map(target.checked.map((objective) => [objective, { rev: 0, event: 0 }]));
  const progress = { topics: new Map(), objectives, certifications: new Map() };
  const hoursLeft = target.hours ?? topicShare(topic, progress, target.choices).hoursLeft;
  const passed = afterPassing(target, { hoursLeft, pace: pace ?? roadmap.hoursPerWeek, worked }, today);
  return passed.kind === "moved"
    ? { member, topic: id, kind: "moved", to: passed.date, times: passed.times }
    : { member, topic: id, kind: "let-go", on: today };
}
