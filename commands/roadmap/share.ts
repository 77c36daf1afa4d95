import type { RouteHandler } from "../../src/discord/command.ts";
import { certificationView } from "../../src/domain/certificates.ts";
import { resolveCertification } from "../../src/domain/certification-moves.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { sharedOverviewText } from "../../src/text/overview.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { sharedCertificationText, sharedTopicText } from "../../src/text/share.ts";
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

/** Shows a certification and what the caller plans with it to the channel. */
const shareCertification: RouteHandler = async (click, app) => {
  const found = resolveCertification(app.roadmap, click.args[0] ?? "");
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const { progress, today } = await loadReader(click, app);
  const view = certificationView(app.roadmap, found.certification, progress);
  return { kind: "public", message: sharedCertificationText(click.member.displayName, view, today) };
};

export const shareRoutes = {
  share: shareTopic,
  "share-overview": shareOverview,
  "share-cert": shareCertification,
};
