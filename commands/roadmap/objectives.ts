import type { RouteHandler } from "../../src/discord/command.ts";
import { choicesOf, objectivesFor } from "../../src/domain/choices.ts";
import type { ObjectivesDecision } from "../../src/domain/decision.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId, ObjectiveId } from "../../src/domain/ids.ts";
import type { MemberState } from "../../src/domain/member-state.ts";
import { setObjectives } from "../../src/domain/objective-moves.ts";
import type { Topic } from "../../src/domain/roadmap.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import type { Transaction } from "../../src/store/database.ts";
import { loadEvents } from "../../src/store/events.ts";
import { checklistText, OBJECTIVES_A_LIST } from "../../src/text/checklist.ts";
import { earnedText, givenBackText } from "../../src/text/points.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { allCheckedText, checkedText } from "../../src/text/remarks.ts";
import { loadReader, privately, updated } from "../reading.ts";
import { write } from "../writing.ts";

/** Opens the checklist of a topic. */
const objectives: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  return updated(checklistText(await loadReader(click, app), found.topic));
};

/** What is picked in one list of the checklist is what is checked there from now on. */
const check: RouteHandler = async (click, app) => {
  const [id = "", part = "0"] = click.args;
  const found = resolveTopic(app.roadmap, id);
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const { topic } = found;
  const { decision, reader } = await write(click, app, async (state, today, tx) => {
    const ticked = tickedNow(topic, state, Number(part), click.values);
    const recorded = await recordedTicks(tx, click.member.id, topic, state);
    return setObjectives(app.roadmap, state, id, ticked, recorded, today);
  });
  if (!decision.ok) return privately(refusalText(decision.refusal, app.mention));
  return updated(checklistText(reader, topic, { lines: newsOf(decision), undo: null }));
};

export const objectiveRoutes = { objectives, check };

/** The ticks of the whole topic: those picked in this list, and those of the other lists as they are. */
function tickedNow(
  topic: Topic,
  { profile, progress }: MemberState,
  part: number,
  picked: readonly string[],
): ReadonlySet<ObjectiveId> {
  const shown = objectivesFor(topic, choicesOf(profile));
  const here = new Set(
    shown.slice(part * OBJECTIVES_A_LIST, (part + 1) * OBJECTIVES_A_LIST).map(({ id }) => id),
  );
  const elsewhere = shown
    .filter(({ id }) => !here.has(id) && progress.objectives.has(id))
    .map(({ id }) => id);
  return new Set([...elsewhere, ...picked.map((id) => mint<ObjectiveId>(id))]);
}

/** What is on record for the topic's ticks. */
function recordedTicks(tx: Transaction, member: MemberId, topic: Topic, { progress }: MemberState) {
  const ticks = topic.objectives.flatMap(({ id }) => progress.objectives.get(id)?.event ?? []);
  return loadEvents(tx, member, ticks);
}

function newsOf(decision: Extract<ObjectivesDecision, { ok: true }>): string[] {
  const { entries, checked, unchecked, allChecked, grants } = decision;
  const givenBack = entries
    .filter(({ action, score }) => action.kind === "undone" && score.points < 0)
    .reduce((sum, { score }) => sum - score.points, 0);
  return [
    checkedText(checked.length, unchecked.length),
    ...earnedText(grants),
    ...givenBackText(givenBack),
    ...(allChecked ? [allCheckedText()] : []),
    "",
  ];
}
