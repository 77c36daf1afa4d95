import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { ACTIVITIES, MARKS } from "../../src/domain/sprint.ts";
import type { Mark, SprintId } from "../../src/domain/sprint.ts";
import { loadMember } from "../../src/store/members.ts";
import { ANSWER } from "../../src/text/modal.ts";
import type { Reply } from "../../src/text/reply.ts";
import { blockedModal, checkedInText, loggedText } from "../../src/text/sprint-own.ts";
import { sprintGoneText } from "../../src/text/sprint-refusal.ts";
import { privately, todayOf } from "../reading.ts";
import type { Use } from "../reading.ts";
import { moveInSprint, sprintArg, sprintHere } from "./in-sprint.ts";

/** The caller says how their day went. Their day ends when they say that it does, in their own zone. */
async function checkIn(
  call: Use,
  app: App,
  id: SprintId,
  { mark, note }: { readonly mark: Mark; readonly note: string | null },
): Promise<Reply> {
  const member = call.member.id;
  const day = todayOf(call, await loadMember(app.db, member));
  const moved = await moveInSprint(call, app, id, async () => {
    return { kind: "check-in", member, day, mark, note };
  });
  if (!moved.ok) return privately(moved.message);
  const own = moved.state.members.get(member);
  if (!own) return privately(sprintGoneText(app.mention));
  return privately(checkedInText(app.roadmap, moved.state, own, { mark, now: call.now }));
}

const day: RouteHandler = async (click, app) => {
  const mark = MARKS.find((one) => one === click.args[1]);
  if (mark === undefined) return privately(sprintGoneText(app.mention));
  return checkIn(click, app, sprintArg(click.args), { mark, note: null });
};

const blocked: RouteHandler = async (click, app) => {
  const state = await sprintHere(click, app, sprintArg(click.args));
  if (state === null) return privately(sprintGoneText(app.mention));
  return { kind: "modal", modal: blockedModal(state.sprint) };
};

const blockedBy: RouteHandler = async (click, app) => {
  const note = click.fields.get(ANSWER)?.trim() || null;
  return checkIn(click, app, sprintArg(click.args), { mark: "blocked", note });
};

/** How long they were at it today, by what they did. */
const time: RouteHandler = async (click, app) => {
  const [name, count] = click.values[0]?.split("-") ?? [];
  const activity = ACTIVITIES.find((one) => one === name);
  const minutes = Number(count);
  if (activity === undefined || !(minutes > 0 && minutes <= 24 * 60)) {
    return privately(sprintGoneText(app.mention));
  }
  const member = click.member.id;
  const today = todayOf(click, await loadMember(app.db, member));
  const moved = await moveInSprint(click, app, sprintArg(click.args), async () => {
    return { kind: "log", member, day: today, activity, minutes };
  });
  return privately(moved.ok ? loggedText(app.roadmap, moved.state, { activity, minutes }) : moved.message);
};

export const checkInRoutes = { day, blocked, "blocked-by": blockedBy, time };
