import type { App } from "../../src/app.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { stringOption, userOption } from "../../src/discord/option.ts";
import type { PickedUser } from "../../src/discord/option.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { approachText } from "../../src/text/approach.ts";
import { nothingToShowText, otherTopicText } from "../../src/text/other-topic.ts";
import { overviewText } from "../../src/text/overview.ts";
import { phaseText } from "../../src/text/phase-page.ts";
import { noSuchPhaseText, refusalText } from "../../src/text/refusal.ts";
import type { Message } from "../../src/text/reply.ts";
import { topicPageText } from "../../src/text/topic-card.ts";
import { privately, updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { completePhaseOption, completeTopicOption, resolvePhase } from "./topic-option.ts";
import { lookAt, lookAtArgument, lookAtSelf } from "./look.ts";
import type { Look } from "./look.ts";

type Place = {
  readonly phase?: string | undefined;
  readonly page?: number;
  readonly topic?: string | undefined;
};

/** `/roadmap view`: the whole roadmap, a phase or a topic, with the caller's progress or another member's. */
export const view = defineSubcommand({
  description: "See the roadmap and how far you are: all of it, a phase, or a topic",
  options: {
    phase: stringOption({ description: "A phase", complete: completePhaseOption }),
    topic: stringOption({ description: "A topic", complete: completeTopicOption }),
    member: userOption({ description: "Somebody else's progress, if they share it" }),
  },
  run: async (call, app) => {
    const { phase, topic, member } = call.options;
    const look = await lookAtMember(call, app, member);
    return privately(
      look === null ? nothingToShowText(member?.displayName ?? "") : show(app, look, { phase, topic }),
    );
  },
});

async function lookAtMember(call: Use, app: App, member: PickedUser | undefined): Promise<Look | null> {
  if (member === undefined || member.id === call.member.id) return lookAtSelf(call, app);
  if (member.bot || !member.present) return null;
  return lookAt(call, app, { id: member.id, name: member.displayName });
}

function show(
  { roadmap, mention }: App,
  { reader, whose }: Look,
  { phase, page = 0, topic }: Place,
): Message {
  if (topic !== undefined) {
    const found = resolveTopic(roadmap, topic);
    if (!found.ok) return refusalText(found.refusal, mention);
    return whose === null ? topicPageText(reader, found.topic) : otherTopicText(reader, found.topic, whose);
  }
  if (phase === undefined) return overviewText(reader, whose);
  const found = resolvePhase(roadmap, phase);
  return found.phase === null
    ? noSuchPhaseText(phase, found.nearest, mention)
    : phaseText(reader, found.phase, page, whose);
}

/** A click to another place of the roadmap. `read` finds the place and whose progress is looked at; the caller's own where it is nobody. */
function goTo(
  read: (args: readonly string[], picked: string) => Place & { readonly member: string | undefined },
): RouteHandler {
  return async (click, app) => {
    const { member, ...place } = read(click.args, click.values[0] ?? "");
    const look =
      member === undefined ? await lookAtSelf(click, app) : await lookAtArgument(click, app, member);
    return look === null ? privately(nothingToShowText("this member")) : updated(show(app, look, place));
  };
}

export const viewRoutes = {
  overview: goTo(([member]) => ({ member })),
  phase: goTo(([phase = "", page, member]) => ({ phase, page: Number(page) || 0, member })),
  "phase-pick": goTo(([member], phase) => ({ phase, member })),
  topic: goTo(([topic = "", member]) => ({ topic, member })),
  "topic-pick": goTo(([member], topic) => ({ topic, member })),
  approach: (async (_click, { roadmap }) => updated(approachText(roadmap))) satisfies RouteHandler,
};
