import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import { certificationView } from "../../src/domain/certificates.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import type { Certification, Roadmap, Topic } from "../../src/domain/roadmap.ts";
import { completeTopic } from "../../src/domain/topic-moves.ts";
import { certificationText } from "../../src/text/cert-page.ts";
import { goneText } from "../../src/text/remarks.ts";
import { notice } from "../../src/text/embed.ts";
import { notYoursText } from "../../src/text/reminder.ts";
import type { Reply } from "../../src/text/reply.ts";
import { byShortKey } from "../../src/text/short-key.ts";
import { loadReader, privately, updated } from "../reading.ts";
import { passCertificationById } from "./certs.ts";
import { datePage } from "./dates.ts";
import { moveTopic } from "./moves.ts";

// The buttons of a reminder. It hangs in a channel for ever, where others click too.

/** A button that answers the member alone whom the reminder is for; it names them and a short key of what it is about. */
function forOwner<Item>(
  find: (roadmap: Roadmap, key: string) => Item | null,
  answer: (click: Click, app: App, item: Item) => Promise<Reply>,
): RouteHandler {
  return async (click, app) => {
    const [owner, key = ""] = click.args;
    if (owner !== click.member.id) return privately(notYoursText(app.mention));
    const item = find(app.roadmap, key);
    return item === null ? privately(notice([goneText(app.mention)])) : answer(click, app, item);
  };
}

const topicByKey = (roadmap: Roadmap, key: string): Topic | null => byShortKey(topicsOf(roadmap), key);

const certificationByKey = ({ certifications }: Roadmap, key: string): Certification | null =>
  byShortKey(
    certifications.flatMap((group) => group.certifications),
    key,
  );

export const dueRoutes = {
  "due-done": forOwner(topicByKey, async (click, app, { id }) => {
    const { message, refusal } = await moveTopic(click, app, "done", (state, today) =>
      completeTopic(app.roadmap, state, id, null, today),
    );
    return refusal ? privately(message) : updated(message);
  }),
  "due-move": forOwner(topicByKey, async (click, app, topic) => updated(await datePage(click, app, topic))),
  "due-passed": forOwner(certificationByKey, (click, app, { id }) => passCertificationById(click, app, id)),
  "due-exam": forOwner(certificationByKey, async (click, app, certification) => {
    const reader = await loadReader(click, app);
    return updated(certificationText(reader, certificationView(app.roadmap, certification, reader.progress)));
  }),
} satisfies Record<string, RouteHandler>;
