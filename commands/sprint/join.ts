import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import type { SprintId } from "../../src/domain/sprint.ts";
import { findAnother } from "../../src/store/sprints.ts";
import { ANSWER } from "../../src/text/modal.ts";
import type { Reply } from "../../src/text/reply.ts";
import { joinedText, leftText, planModal } from "../../src/text/sprint-own.ts";
import { sprintGoneText } from "../../src/text/sprint-refusal.ts";
import { loadDisplayName } from "../../src/store/members.ts";
import { privately } from "../reading.ts";
import type { Use } from "../reading.ts";
import { moveInSprint, sprintArg, sprintHere } from "./in-sprint.ts";
import { statusOf } from "./status.ts";

/** Lets the caller in, and asks for their plan. They are in whether or not they give one. */
export async function joinSprint(call: Use, app: App, id: SprintId): Promise<Reply> {
  const { roadmap } = app;
  const member = call.member.id;
  const moved = await moveInSprint(call, app, id, async (tx, { sprint }) => {
    const { guild, topic } = sprint;
    const another = await findAnother(tx, member, { guild, topic, except: id }, call.now);
    return { kind: "join", member, plan: null, elsewhere: another !== null };
  });
  if (!moved.ok) return privately(moved.message);
  const { state, before } = moved;
  if (before.members.get(member)?.active) return privately(statusOf(call, app, state));
  const plan = state.members.get(member)?.plan ?? null;
  return {
    kind: "modal",
    modal: planModal(roadmap, state.sprint, plan),
    late: joinedText(roadmap, state, plan),
  };
}

/** Lets the caller out. What they did stays; whoever is left longest leads on. */
export async function leaveSprint(call: Use, app: App, id: SprintId): Promise<Reply> {
  const member = call.member.id;
  const moved = await moveInSprint(call, app, id, async () => ({ kind: "leave", member }));
  if (!moved.ok) return privately(moved.message);
  const { state, before } = moved;
  const led = before.leader === member;
  const after = led && moved.changed ? await sprintHere(call, app, id, []) : null;
  const leader = after?.leader ?? null;
  const name = leader === null ? null : await loadDisplayName(app.db, state.sprint.guild, leader);
  return privately(leftText(app.roadmap, state, name));
}

const plan: RouteHandler = async (click, app) => {
  const state = await sprintHere(click, app, sprintArg(click.args));
  if (state === null) return privately(sprintGoneText(app.mention));
  const own = state.members.get(click.member.id);
  return { kind: "modal", modal: planModal(app.roadmap, state.sprint, own?.plan ?? null) };
};

const planned: RouteHandler = async (click, app) => {
  const member = click.member.id;
  const plan = click.fields.get(ANSWER)?.trim() || null;
  const moved = await moveInSprint(click, app, sprintArg(click.args), async () => {
    return { kind: "plan", member, plan };
  });
  return privately(moved.ok ? joinedText(app.roadmap, moved.state, plan) : moved.message);
};

export const joinRoutes: Readonly<Record<string, RouteHandler>> = {
  join: (click, app) => joinSprint(click, app, sprintArg(click.args)),
  leave: (click, app) => leaveSprint(click, app, sprintArg(click.args)),
  plan,
  planned,
};
