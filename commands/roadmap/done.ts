import { defineSubcommand } from "../../src/discord/command.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { stringOption } from "../../src/discord/option.ts";
import { completeTopic, resolveTopic } from "../../src/domain/topic-moves.ts";
import { badLinkText, linkModal } from "../../src/text/link.ts";
import { ANSWER } from "../../src/text/modal.ts";
import { refusalText } from "../../src/text/refusal.ts";
import type { Reply } from "../../src/text/reply.ts";
import type { App } from "../../src/app.ts";
import { loadReader, privately, updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { asPrivate, moveTopic } from "./moves.ts";
import type { Moved } from "./moves.ts";
import { completeTopicOption } from "./topic-option.ts";

/** `/roadmap done`: a topic is finished, with or without a link to what was built. */
export const done = defineSubcommand({
  description: "Finish a topic, with a link to what you built",
  options: {
    topic: stringOption({
      description: "The topic you finished",
      required: true,
      complete: completeTopicOption,
    }),
    link: stringOption({ description: "What you built or wrote with it: a repository, a post, a notebook" }),
  },
  run: async (call, app) =>
    asPrivate(await finish(call, app, call.options.topic, call.options.link ?? null, false)),
});

/** Asks for the link. */
const link: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const { progress } = await loadReader(click, app);
  return { kind: "modal", modal: linkModal(found.topic, progress.topics.get(found.topic.id)?.link ?? null) };
};

/** The link that was asked for. It finishes the topic, too, where that was not done yet. */
const linked: RouteHandler = async (click, app): Promise<Reply> => {
  const [topic = ""] = click.args;
  const moved = await finish(click, app, topic, click.fields.get(ANSWER) ?? null, true);
  return moved.refusal ? asPrivate(moved) : updated(moved.message);
};

export const doneRoutes = { link, linked };

async function finish(
  call: Use,
  app: App,
  typed: string,
  link: string | null,
  again: boolean,
): Promise<Moved> {
  const moved = await moveTopic(
    call,
    app,
    "done",
    (state, today) => completeTopic(app.roadmap, state, typed, link, today),
    { again },
  );
  const { refusal } = moved;
  if (refusal?.kind !== "bad-link") return moved;
  const found = resolveTopic(app.roadmap, typed);
  return found.ok ? { ...moved, message: badLinkText(refusal, found.topic) } : moved;
}
