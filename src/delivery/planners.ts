import type { Planner } from "./kind.ts";
import { planDeadlines } from "./plan-deadlines.ts";
import { planDigests } from "./plan-digests.ts";
import { planSprintCards } from "./plan-sprint-cards.ts";
import { planSprints } from "./plan-sprints.ts";
import { planWeeks } from "./plan-weeks.ts";

/** What is asked at each tick whether anything falls due. */
export const planners: readonly Planner[] = [
  planWeeks,
  planDeadlines,
  planDigests,
  planSprints,
  planSprintCards,
];
