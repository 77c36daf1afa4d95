import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import type { Event } from "../../src/domain/event.ts";
import { certificationView } from "../../src/domain/certificates.ts";
import { subjectOf } from "../../src/domain/fold.ts";
import { findCertification, findObjective, findTopic } from "../../src/domain/roadmap-graph.ts";
import { undo } from "../../src/domain/undo.ts";
import { loadEvent } from "../../src/store/events.ts";
import { certificationText } from "../../src/text/cert-page.ts";
import { checklistText } from "../../src/text/checklist.ts";
import { notice } from "../../src/text/embed.ts";
import { givenBackText } from "../../src/text/points.ts";
import type { Reader } from "../../src/text/reader.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { takenBackText } from "../../src/text/remarks.ts";
import type { Message } from "../../src/text/reply.ts";
import { topicPageText } from "../../src/text/topic-card.ts";
import { privately, updated } from "../reading.ts";
import { write } from "../writing.ts";

/** Takes back what one of the caller's events did, and shows its subject as it is then. A second click shows the same. */
const takeBack: RouteHandler = async (click, app) => {
  const id = Number(click.args[0]);
  const { decision, reader } = await write(click, app, async (_state, _today, tx) => {
    const found = Number.isSafeInteger(id) ? await loadEvent(tx, click.member.id, id) : null;
    return undo(found?.event ?? null, found?.later ?? []);
  });
  if (decision.ok) return updated(subjectText(reader, app, decision.event));
  const { refusal } = decision;
  if (refusal.kind === "undone-already") return updated(subjectText(reader, app, refusal.event));
  return privately(refusalText(refusal, app.mention));
};

export const undoRoutes = { undo: takeBack };

function subjectText(reader: Reader, { roadmap }: App, { action, score }: Event): Message {
  const news = { lines: [takenBackText(), ...givenBackText(score.points)], undo: null };
  const subject = subjectOf(action);
  const id = subject.slice(subject.indexOf(":") + 1);
  const topic = findTopic(roadmap, id);
  if (topic !== null) return topicPageText(reader, topic, news);
  const objective = findObjective(roadmap, id);
  if (objective !== null) return checklistText(reader, objective.topic, news);
  const certification = findCertification(roadmap, id);
  if (certification === null) return notice(news.lines);
  return certificationText(reader, certificationView(roadmap, certification, reader.progress), news);
}
