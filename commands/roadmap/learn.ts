import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { questionsFor, resolveQuestion, resolveUnit, topicOfPart } from "../../src/domain/material.ts";
import type { Question, Topic } from "../../src/domain/roadmap.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { placementAnswerText, placementText } from "../../src/text/placement.ts";
import { choicesOfReader } from "../../src/text/reader.ts";
import type { Reader } from "../../src/text/reader.ts";
import { refusalText } from "../../src/text/refusal.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import { answerText, questionText } from "../../src/text/self-check.ts";
import { noQuestionsText, partGoneText, unitText } from "../../src/text/unit-page.ts";
import { loadReader, privately, updated } from "../reading.ts";

// Reads alone: where one is stands in the custom ids, so a click can be repeated, and one on an old message answers.

/** A week of a topic: by a button that names it, or picked from the list. */
const unit: RouteHandler = async (click, app) => {
  const id = click.args[0] ?? click.values[0] ?? "";
  const found = resolveUnit(app.roadmap, id);
  if (found === null) return gone(app, id);
  return updated(unitText(await loadReader(click, app), found.topic, found.unit));
};

/** The first question of a topic. */
const ask: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const reader = await loadReader(click, app);
  const [first] = questionsFor(found.topic, choicesOfReader(reader));
  return first === undefined
    ? privately(noQuestionsText(found.topic))
    : updated(questionText(reader, found.topic, first));
};

/** One question, with or without its answer. */
function asker(text: (reader: Reader, topic: Topic, question: Question) => Message): RouteHandler {
  return async (click, app) => {
    const [id = ""] = click.args;
    const found = resolveQuestion(app.roadmap, id);
    if (found === null) return gone(app, id);
    return updated(text(await loadReader(click, app), found.topic, found.question));
  };
}

/** The challenge of a topic, with or without what a right answer shows. */
function placer(answered: boolean): RouteHandler {
  return async (click, app) => {
    const found = resolveTopic(app.roadmap, click.args[0] ?? "");
    if (!found.ok) return privately(refusalText(found.refusal, app.mention));
    const { topic } = found;
    const { placement } = topic.material;
    if (!answered) return updated(placementText(topic, placement));
    return updated(placementAnswerText(await loadReader(click, app), topic, placement));
  };
}

function gone({ roadmap }: App, id: string): Reply {
  return privately(partGoneText(topicOfPart(roadmap, id)));
}

export const learnRoutes = {
  unit,
  "unit-pick": unit,
  ask,
  question: asker(questionText),
  answer: asker(answerText),
  place: placer(false),
  "place-answer": placer(true),
};
