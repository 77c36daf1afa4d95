import type { RouteHandler } from "../../src/discord/command.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { sharedOverviewText } from "../../src/text/overview.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { sharedTopicText } from "../../src/text/share.ts";
import { loadReader, privately } from "../reading.ts";

/** Shows a topic to the channel, in the caller's name. */
const shareTopic: RouteHandler = async (click, app) => {
  const found = resolveTopic(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const reader = await loadReader(click, app);
  return { kind: "public", message: sharedTopicText(reader, click.member.displayName, found.topic) };
};

/** Shows the caller's way through the roadmap to the channel. */
const shareOverview: RouteHandler = async (click, app) => {
  const reader = await loadReader(click, app);
  return { kind: "public", message: sharedOverviewText(reader, click.member.displayName) };
};

export const shareRoutes = { share: shareTopic, "share-overview": shareOverview };
