import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import type { SprintId } from "../../src/domain/sprint.ts";
import type { StoredSprint } from "../../src/store/sprints.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import { statusText } from "../../src/text/sprint-own.ts";
import { sprintGoneText } from "../../src/text/sprint-refusal.ts";
import { privately } from "../reading.ts";
import type { Use } from "../reading.ts";
import { sprintArg, sprintHere } from "./in-sprint.ts";

/** How a sprint stands for the caller. */
export function statusOf({ member, now }: Use, { roadmap }: App, state: StoredSprint): Message {
  const own = state.members.get(member.id) ?? null;
  return statusText(roadmap, state, own, { member: member.id, now });
}

/** The same as an answer. */
export async function showStatus(call: Use, app: App, id: SprintId): Promise<Reply> {
  const state = await sprintHere(call, app, id);
  return privately(state === null ? sprintGoneText(app.mention) : statusOf(call, app, state));
}

export const statusRoutes: Readonly<Record<string, RouteHandler>> = {
  status: (click, app) => showStatus(click, app, sprintArg(click.args)),
};
