import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { isOver, phaseAt } from "../../src/domain/sprint-time.ts";
import { againTimes } from "../../src/domain/sprint-time.ts";
import { decideMerge } from "../../src/domain/sprint-merge.ts";
import type { SprintId } from "../../src/domain/sprint.ts";
import { lockKnown, lockSprints } from "../../src/store/locks.ts";
import { plan } from "../../src/store/outbox.ts";
import { sprintEventEndOf, wrapUpOf } from "../../src/store/sprint-outbox.ts";
import { recordSprint } from "../../src/store/sprint-record.ts";
import { loadSprint } from "../../src/store/sprints.ts";
import {
  endAskText,
  endedText,
  mergedText,
  sprintGoneText,
  sprintRefusalText,
} from "../../src/text/sprint-refusal.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import { privately } from "../reading.ts";
import type { Use } from "../reading.ts";
import { manages, moveInSprint, sprintArg, sprintHere } from "./in-sprint.ts";
import { openSprint } from "./open.ts";

/** Asks once more before a sprint is ended for all. */
export async function askToEnd(call: Use, app: App, id: SprintId): Promise<Reply> {
  const { roadmap, mention } = app;
  const state = await sprintHere(call, app, id, "all");
  if (state === null) return privately(sprintGoneText(mention));
  const phase = phaseAt(state.phase, state.sprint, call.now);
  if (isOver(phase)) {
    const refusal = { kind: "over", phase, mergedInto: state.mergedInto } as const;
    return privately(sprintRefusalText(roadmap, state, refusal, mention));
  }
  const may = state.leader === call.member.id || manages(call);
  return privately(
    may ? endAskText(roadmap, state) : sprintRefusalText(roadmap, state, { kind: "not-leader" }, mention),
  );
}

const end: RouteHandler = async (click, app) => {
  const by = click.member.id;
  const moved = await moveInSprint(
    click,
    app,
    sprintArg(click.args),
    async () => ({ kind: "end", by, manager: manages(click) }),
    {
      whole: true,
      also: async (tx, { state }) => {
        const { sprint, event, phase } = state;
        await plan(tx, [
          ...(phase === "ended" ? [wrapUpOf(sprint, click.now)] : []),
          ...(event === null ? [] : [sprintEventEndOf(sprint, click.now)]),
        ]);
      },
    },
  );
  if (!moved.ok) return privately(moved.message);
  return privately(endedText(app.roadmap, moved.state, moved.state.phase === "ended"));
};

/** "Again next week": the same once more. Whoever clicks first leads it, the others come in. */
const again: RouteHandler = async (click, app) => {
  const state = await sprintHere(click, app, sprintArg(click.args), []);
  if (state === null) return privately(sprintGoneText(app.mention));
  const { topic, goal, recurring, teamGoal, id } = state.sprint;
  const times = againTimes(state.sprint, click.now);
  return openSprint(click, app, { topic, goal, recurring, teamGoal, previous: id, ...times });
};

/** Whoever leads a sprint brings all of it into another. */
const merge: RouteHandler = async (click, app) =>
  privately(await mergeInto(click, app, sprintArg(click.args), sprintArg(click.args.slice(1))));

async function mergeInto(call: Use, app: App, from: SprintId, to: SprintId): Promise<Message> {
  const { db, roadmap, mention } = app;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return sprintGoneText(mention);
  return db.transaction(async (tx) => {
    await lockSprints(tx, [from, to], "write");
    const known = await loadSprint(tx, from);
    await lockKnown(tx, known?.members.keys() ?? []);
    // Read again: somebody may have been erased before their row was locked.
    const [gone, into] = [await loadSprint(tx, from), await loadSprint(tx, to)];
    if (gone === null || into === null || gone.sprint.guild !== call.guild) return sprintGoneText(mention);
    const by = { by: call.member.id, manager: manages(call) };
    const decision = decideMerge(gone, into, by, call.now);
    if (!decision.ok) return sprintRefusalText(roadmap, gone, decision.refusal, mention);
    const origin = { interaction: call.id, at: call.now };
    await recordSprint(tx, gone, decision.gone, origin);
    await recordSprint(tx, into, decision.into, origin);
    if (gone.event !== null) await plan(tx, [sprintEventEndOf(gone.sprint, call.now)]);
    return mergedText(roadmap, into, decision.into.length);
  });
}

export const endRoutes = { "end-do": end, again, merge };
