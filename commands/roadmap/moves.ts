import type { App } from "../../src/app.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import type { TopicDecision } from "../../src/domain/decision.ts";
import type { Event, EventId } from "../../src/domain/event.ts";
import type { MemberState } from "../../src/domain/member-state.ts";
import { nextTopic } from "../../src/domain/next-topic.ts";
import type { TopicState } from "../../src/domain/progress.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import type { Roadmap, Topic } from "../../src/domain/roadmap.ts";
import { completeTopic, knowTopic, skipTopic, startTopic } from "../../src/domain/topic-moves.ts";
import { loadEvent } from "../../src/store/events.ts";
import { settledText } from "../../src/text/outcome.ts";
import { earnedText, recordedPointsText } from "../../src/text/points.ts";
import { choicesOfReader } from "../../src/text/reader.ts";
import type { Reader } from "../../src/text/reader.ts";
import { notListedText, startedText } from "../../src/text/remarks.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { topicPageText } from "../../src/text/topic-card.ts";
import { skippedOverText, warningText } from "../../src/text/topic-lines.ts";
import { privately, updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { write } from "../writing.ts";

type Decide = (
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
) => TopicDecision;

/** A button that moves a topic on. A second click finds the topic where the first has put it, and shows the same. */
function mover(target: TopicState, decide: Decide): RouteHandler {
  return async (click, app) => {
    const [typed = ""] = click.args;
    const { message, refusal } = await moveTopic(click, app, target, (state, today) =>
      decide(app.roadmap, state, typed, today),
    );
    // What cannot be done is said beside the message that was clicked; that one may still be of use.
    return refusal ? privately(message) : updated(message);
  };
}

/** What came of a move, as a message. With a refusal nothing was done, and nothing is as the caller wanted it. */
export type Moved = { readonly message: Message; readonly refusal: Refusal | null };

/** Moves a topic. `again`: whether a topic that is there already may be shown as if it had just been moved. */
export async function moveTopic(
  call: Use,
  app: App,
  target: TopicState,
  decide: (state: MemberState, today: Temporal.PlainDate) => TopicDecision,
  { again = true } = {},
): Promise<Moved> {
  const { decision, events, reader } = await write(call, app, decide);
  if (!decision.ok) {
    const { refusal } = decision;
    const there = again && refusal.kind === "already" && refusal.progress.state === target;
    if (!there) return { message: refusalText(refusal, app.mention), refusal };
    const message = await afterwards(call, app, reader, refusal.topic, refusal.progress.event);
    return { message, refusal: null };
  }
  const { topic, openPrerequisites, grants } = decision;
  const event = events[0]?.id;
  if (event === undefined) {
    const own = reader.progress.topics.get(topic.id);
    return { message: await afterwards(call, app, reader, topic, own?.event ?? null), refusal: null };
  }
  const missingText = target === "done" ? skippedOverText : warningText;
  const lines = [
    ...earnedText(grants),
    ...(openPrerequisites.length > 0 ? [missingText(openPrerequisites)] : []),
    ...(reader.profile === null ? [notListedText(app.mention)] : []),
  ];
  return { message: movedText(reader, topic, event, lines), refusal: null };
}

/** The same answer again, from the record. */
async function afterwards(
  call: Use,
  app: App,
  reader: Reader,
  topic: Topic,
  id: EventId | null,
): Promise<Message> {
  const event = id === null ? null : ((await loadEvent(app.db, call.member.id, id))?.event ?? null);
  return movedText(reader, topic, id, event === null ? [] : recordedPointsText(event.score.points));
}

function movedText(
  reader: Reader,
  topic: Topic,
  event: Event["id"] | null,
  lines: readonly string[],
): Message {
  const own = reader.progress.topics.get(topic.id);
  if (own === undefined || own.state === "started" || event === null) {
    const news = own?.state === "started" ? [startedText(), ...lines] : lines;
    return topicPageText(reader, topic, { lines: news, undo: event });
  }
  const next = nextTopic(reader.roadmap, reader.progress, choicesOfReader(reader));
  return settledText(reader, { topic, state: own.state, event, link: own.link, lines }, next);
}

/** An answer to a slash command: there is no message yet to take the place of. */
export function asPrivate({ message }: Moved): Reply {
  return privately(message);
}

export const moveRoutes = {
  start: mover("started", startTopic),
  done: mover("done", (roadmap, state, typed, today) => completeTopic(roadmap, state, typed, null, today)),
  know: mover("known", knowTopic),
  skip: mover("skipped", skipTopic),
};
