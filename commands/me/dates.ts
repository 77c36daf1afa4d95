import type { RouteHandler } from "../../src/discord/command.ts";
import { certificationView } from "../../src/domain/certificates.ts";
import { resolveCertification } from "../../src/domain/certification-moves.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { loadDueDates } from "../../src/store/due-dates.ts";
import { certificationText } from "../../src/text/cert-page.ts";
import { myDatesText, readPickedDate } from "../../src/text/my-dates.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { loadReader, privately, updated } from "../reading.ts";
import { datePage } from "../roadmap/dates.ts";

const list: RouteHandler = async (click, app) =>
  updated(myDatesText(await loadReader(click, app), await loadDueDates(app.db, click.member.id)));

/** Opens the date that was picked: of a topic, or of an exam. */
const pick: RouteHandler = async (click, app) => {
  const { kind, id } = readPickedDate(click.values[0] ?? "");
  if (kind === "topic") {
    const found = resolveTopic(app.roadmap, id);
    if (!found.ok) return privately(refusalText(found.refusal, app.mention));
    return updated(await datePage(click, app, found.topic));
  }
  const found = resolveCertification(app.roadmap, id);
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const reader = await loadReader(click, app);
  return updated(
    certificationText(reader, certificationView(app.roadmap, found.certification, reader.progress)),
  );
};

export const myDateRoutes = { dates: list, "date-pick": pick };
