import type { CertificationDecision } from "./decision.ts";
import type { Action } from "./event.ts";
import { findCertification } from "./roadmap-graph.ts";
import { matchCertifications, nearest, sameText } from "./match.ts";
import type { MemberState } from "./member-state.ts";
import type { Grant } from "./points.ts";
import { certificationGrant, pointsOf } from "./points.ts";
import type { CertificationProgress } from "./progress.ts";
import type { Refused } from "./refusal.ts";
import { refuse } from "./refusal.ts";
import type { Certification, Roadmap } from "./roadmap.ts";
import { readDay } from "./typed-day.ts";

/** Finds the certification that a member means by an id or a title; see `resolveTopic`. */
export function resolveCertification(
  roadmap: Roadmap,
  typed: string,
): { readonly ok: true; readonly certification: Certification } | Refused {
  const matches = matchCertifications(roadmap, typed);
  const certification =
    findCertification(roadmap, typed) ??
    matches.find(({ id, title }) => sameText(title, typed) || sameText(id, typed));
  if (certification !== undefined) return { ok: true, certification };
  const retired = roadmap.retired.find(({ kind, id }) => kind === "certification" && id === typed);
  if (retired !== undefined) {
    const successor = findCertification(roadmap, retired.successor ?? "");
    return refuse({ kind: "certification-gone", retired, successor });
  }
  return refuse({ kind: "no-such-certification", typed, nearest: nearest(matches) });
}

/** Plans a certification, with the exam's date as typed, or none yet. Planning a booked one says that the exam is off for now. */
export function planCertification(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  exam: string | null,
  today: Temporal.PlainDate,
): CertificationDecision {
  const found = findOffered(roadmap, state, typed);
  if (!found.ok) return found;
  const { certification, before } = found;
  const date = exam === null || exam.trim() === "" ? NO_DATE : readExam(exam, today);
  if (!date.ok) return date;
  if (before?.state === "planned" && sameDay(before.exam, date.exam)) {
    return refuse({ kind: "certification-already", certification, progress: before });
  }
  const action: Action = {
    kind: "certification.planned",
    certification: certification.id,
    exam: date.exam,
  };
  return accepted(found, action, date.exam, [], today);
}

/** Records that the exam is booked for a day, as typed; also moves it to another day. */
export function bookCertification(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  exam: string,
  today: Temporal.PlainDate,
): CertificationDecision {
  const found = findOffered(roadmap, state, typed);
  if (!found.ok) return found;
  const { certification, before } = found;
  const date = readExam(exam, today);
  if (!date.ok) return date;
  if (before?.state === "booked" && sameDay(before.exam, date.exam)) {
    return refuse({ kind: "certification-already", certification, progress: before });
  }
  const action: Action = {
    kind: "certification.booked",
    certification: certification.id,
    exam: date.exam,
  };
  return accepted(found, action, date.exam, [], today);
}

/**
 * Records a passed exam. One of a retired certification may have been passed long ago: it is kept, and earns nothing,
 * since its exam can no longer be taken.
 */
export function passCertification(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
): CertificationDecision {
  const found = findUnpassed(roadmap, state, typed);
  if (!found.ok) return found;
  const { certification } = found;
  const grants = certification.status === "retired" ? [] : [certificationGrant(state.tally)];
  return accepted(
    found,
    { kind: "certification.passed", certification: certification.id },
    null,
    grants,
    today,
  );
}

/** Gives up a plan or a booking. */
export function dropCertification(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
): CertificationDecision {
  const found = findUnpassed(roadmap, state, typed);
  if (!found.ok) return found;
  const { certification, before } = found;
  if (before === null) return refuse({ kind: "not-planned", certification });
  return accepted(found, { kind: "certification.dropped", certification: certification.id }, null, [], today);
}

type Found = {
  readonly ok: true;
  readonly certification: Certification;
  readonly before: CertificationProgress | null;
};

function findUnpassed(roadmap: Roadmap, state: MemberState, typed: string): Found | Refused {
  const found = resolveCertification(roadmap, typed);
  if (!found.ok) return found;
  const { certification } = found;
  const before = state.progress.certifications.get(certification.id) ?? null;
  if (before?.state === "passed") {
    return refuse({ kind: "certification-already", certification, progress: before });
  }
  return { ok: true, certification, before };
}

function findOffered(roadmap: Roadmap, state: MemberState, typed: string): Found | Refused {
  const found = findUnpassed(roadmap, state, typed);
  if (found.ok && found.certification.status === "retired") {
    return refuse({ kind: "certification-retired", certification: found.certification });
  }
  return found;
}

const NO_DATE = { ok: true, exam: null } as const;

function readExam(
  typed: string,
  today: Temporal.PlainDate,
): { readonly ok: true; readonly exam: Temporal.PlainDate } | Refused {
  const day = readDay(typed, today);
  if (!day.ok) return refuse({ kind: "bad-date", typed, problem: day.problem });
  const { date: exam } = day;
  if (Temporal.PlainDate.compare(exam, today) < 0) return refuse({ kind: "exam-in-the-past", exam, today });
  return { ok: true, exam };
}

function sameDay(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

function accepted(
  { certification, before }: Found,
  action: Action,
  exam: Temporal.PlainDate | null,
  grants: readonly Grant[],
  localDate: Temporal.PlainDate,
): CertificationDecision {
  const score = { points: pointsOf(grants), topics: 0, objectives: 0 };
  return { ok: true, entries: [{ action, score, localDate }], certification, before, exam, grants };
}
