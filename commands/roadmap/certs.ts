import type { App } from "../../src/app.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import { certificationsFor, certificationView } from "../../src/domain/certificates.ts";
import {
  bookCertification,
  dropCertification,
  passCertification,
  planCertification,
  resolveCertification,
} from "../../src/domain/certification-moves.ts";
import { outlook, sameSubject } from "../../src/domain/due-date.ts";
import type { CertificationDecision } from "../../src/domain/decision.ts";
import type { MemberState } from "../../src/domain/member-state.ts";
import type { Certification } from "../../src/domain/roadmap.ts";
import { loadDueDates } from "../../src/store/due-dates.ts";
import { bookModal, certificationText, examRefusedText, planModal } from "../../src/text/cert-page.ts";
import type { ExamForm } from "../../src/text/cert-page.ts";
import { certificationNews } from "../../src/text/cert-news.ts";
import { certsText } from "../../src/text/certs.ts";
import { ANSWER } from "../../src/text/modal.ts";
import { outlookText } from "../../src/text/outlook.ts";
import { choicesOfReader } from "../../src/text/reader.ts";
import type { Reader } from "../../src/text/reader.ts";
import { refusalText } from "../../src/text/refusal.ts";
import type { Message, Modal, Reply } from "../../src/text/reply.ts";
import type { News } from "../../src/text/topic-card.ts";
import { loadReader, privately, updated } from "../reading.ts";
import { write } from "../writing.ts";

/** `/roadmap certs`: which certifications there are today, and the caller's plans. */
export const certs = defineSubcommand({
  description: "Certifications as they are today, and your plans for them",
  options: {},
  run: async (call, app) => privately(listText(await loadReader(call, app))),
});

function listText(reader: Reader, page = 0): Message {
  return certsText(reader, certificationsFor(reader.roadmap, reader.progress, choicesOfReader(reader)), page);
}

const list: RouteHandler = async (click, app) =>
  updated(listText(await loadReader(click, app), Number(click.args[0]) || 0));

function pageText(reader: Reader, certification: Certification, news: News | null = null): Message {
  return certificationText(reader, certificationView(reader.roadmap, certification, reader.progress), news);
}

function open(idOf: (click: Click) => string | undefined): RouteHandler {
  return async (click, app) => {
    const found = resolveCertification(app.roadmap, idOf(click) ?? "");
    if (!found.ok) return privately(refusalText(found.refusal, app.mention));
    return updated(pageText(await loadReader(click, app), found.certification));
  };
}

/** Asks for a date. */
function ask(modal: (certification: Certification, day: string | null) => Modal): RouteHandler {
  return async (click, app) => {
    const found = resolveCertification(app.roadmap, click.args[0] ?? "");
    if (!found.ok) return privately(refusalText(found.refusal, app.mention));
    const { progress } = await loadReader(click, app);
    const exam = progress.certifications.get(found.certification.id)?.exam?.toString() ?? null;
    return { kind: "modal", modal: modal(found.certification, click.args[1] ?? exam) };
  };
}

type Decide = (
  app: App,
  state: MemberState,
  id: string,
  typed: string,
  today: Temporal.PlainDate,
) => CertificationDecision;

/** A step with a certification. A second click finds it where the first has put it, and shows the same page. */
function mover(decide: Decide, form?: ExamForm): RouteHandler {
  return (click, app) => take(click, app, click.args[0] ?? "", decide, form);
}

async function take(
  click: Click,
  app: App,
  id: string,
  decide: Decide,
  form: ExamForm | null = null,
): Promise<Reply> {
  const typed = click.fields.get(ANSWER) ?? "";
  const { decision, events, reader } = await write(click, app, (state, today) =>
    decide(app, state, id, typed, today),
  );
  if (decision.ok) {
    const { certification, exam, grants } = decision;
    const state = reader.progress.certifications.get(certification.id)?.state ?? null;
    const lines = [
      ...certificationNews(state, exam, grants, app.mention),
      ...(exam === null ? [] : await outlookLines(click, app, certification)),
    ];
    return updated(pageText(reader, certification, { lines, undo: events[0]?.id ?? null }));
  }
  const { refusal } = decision;
  return refusal.kind === "certification-already" || refusal.kind === "not-planned"
    ? updated(pageText(reader, refusal.certification))
    : privately(examRefusedText(refusal, form && { form, id, typed }, app.mention));
}

/** What comes of the exam's date. */
async function outlookLines(click: Click, app: App, { id }: Certification): Promise<string[]> {
  const dates = await loadDueDates(app.db, click.member.id);
  const due = dates.find(({ subject }) => sameSubject(subject, { kind: "exam", certification: id }));
  return due === undefined ? [] : [outlookText(outlook(due, click.now), app.mention)];
}

/** Records that the exam was passed, and shows the certification. */
export function passCertificationById(click: Click, app: App, id: string): Promise<Reply> {
  return take(click, app, id, pass);
}

const pass: Decide = ({ roadmap }, state, id, _typed, today) => passCertification(roadmap, state, id, today);

export const certRoutes = {
  certs: list,
  cert: open(({ args }) => args[0]),
  "cert-pick": open(({ values }) => values[0]),
  "cert-plan": ask(planModal),
  "cert-book": ask(bookModal),
  "cert-planned": mover(
    ({ roadmap }, state, id, typed, today) => planCertification(roadmap, state, id, typed, today),
    "cert-plan",
  ),
  "cert-booked": mover(
    ({ roadmap }, state, id, typed, today) => bookCertification(roadmap, state, id, typed, today),
    "cert-book",
  ),
  "cert-pass": mover(pass),
  "cert-drop": mover(({ roadmap }, state, id, _typed, today) => dropCertification(roadmap, state, id, today)),
};
