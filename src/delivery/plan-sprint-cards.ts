import { takeChanges } from "../store/due-sprints.ts";
import { plan } from "../store/outbox.ts";
import { editOf } from "../store/sprint-outbox.ts";
import { AHEAD_MS } from "./courier.ts";
import type { Planner } from "./kind.ts";

/** Plans to bring the cards of changed sprints up to date: however much changed, one edit for each. */
export const planSprintCards: Planner = async (tx, _desk, until) => {
  const now = until.subtract({ milliseconds: AHEAD_MS });
  const changed = await takeChanges(tx);
  await plan(
    tx,
    changed.map(({ sprint, guild, change }) => editOf({ id: sprint, guild }, change, now)),
  );
  // Changes go on coming in; the next tick is soon enough for them.
  return 0;
};
