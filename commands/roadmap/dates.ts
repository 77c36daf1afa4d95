import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { outlook } from "../../src/domain/due-date.ts";
import type { Topic } from "../../src/domain/roadmap.ts";
import { setTarget } from "../../src/domain/targets.ts";
import type { TargetDecision, TypedTarget } from "../../src/domain/targets.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { loadDueDates } from "../../src/store/due-dates.ts";
import { lockMember } from "../../src/store/members.ts";
import { dropTarget, saveTarget } from "../../src/store/targets.ts";
import { ANSWER } from "../../src/text/modal.ts";
import { refusalText } from "../../src/text/refusal.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import {
  HOURS,
  targetDroppedText,
  targetModal,
  targetRefusedText,
  targetSetText,
  targetText,
} from "../../src/text/target-page.ts";
import { loadReader, privately, updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { noteCaller } from "../writing.ts";

/** A topic's date as it stands for the caller, with what comes of it. */
export async function datePage(
  call: Use,
  app: App,
  topic: Topic,
  news: readonly string[] = [],
): Promise<Message> {
  const reader = await loadReader(call, app);
  const dates = await loadDueDates(app.db, call.member.id);
  const due = dates.find(({ subject }) => subject.kind === "topic" && subject.topic === topic.id);
  return targetText(reader, topic, due === undefined ? null : outlook(due, call.now), news);
}

const page: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  return updated(await datePage(click, app, found.topic));
};

const form: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const [, date, hours] = click.args;
  const typed = date === undefined || hours === undefined ? null : { date, hours };
  return { kind: "modal", modal: targetModal(await loadReader(click, app), found.topic, typed) };
};

/** Sets the caller's date for a topic. The same date a second time changes nothing that shows. */
async function set(click: Use, app: App, topic: string, typed: TypedTarget): Promise<Reply> {
  const decision = await writeTarget(click, app, topic, typed);
  if (!decision.ok) return privately(targetRefusedText(decision.refusal, { ...typed, topic }, app.mention));
  return updated(await datePage(click, app, decision.topic, [targetSetText()]));
}

async function writeTarget(
  call: Use,
  app: App,
  typedTopic: string,
  typed: TypedTarget,
): Promise<TargetDecision> {
  const { today } = await loadReader(call, app);
  const { guild, member, now } = call;
  return app.db.transaction(async (tx) => {
    const state = await lockMember(tx, member.id, today);
    const decision = setTarget(app.roadmap, state, { ...typed, topic: typedTopic }, today);
    if (!decision.ok) return decision;
    const { topic, date, hours } = decision;
    await saveTarget(tx, { member: member.id, topic: topic.id, guild, target: date, hours, at: now });
    await noteCaller(tx, call);
    return decision;
  });
}

const typed: RouteHandler = (click, app) =>
  set(click, app, click.args[0] ?? "", {
    date: click.fields.get(ANSWER) ?? "",
    hours: click.fields.get(HOURS) ?? "",
  });

/** A button that names the day. What the member said about the hours stays. */
const toDay: RouteHandler = async (click, app) => {
  const [topic = "", date = ""] = click.args;
  const { targets } = await loadReader(click, app);
  const hours = targets.find((target) => target.topic === topic)?.hours?.toString() ?? "";
  return set(click, app, topic, { date, hours });
};

const drop: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  await dropTarget(app.db, click.member.id, found.topic.id);
  return updated(await datePage(click, app, found.topic, [targetDroppedText()]));
};

export const dateRoutes = {
  date: page,
  "date-form": form,
  "date-typed": typed,
  "date-set": toDay,
  "date-drop": drop,
};
