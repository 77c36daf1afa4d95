import { describe, expect, test } from "vitest";
import { certificationsFor } from "../../src/domain/certificates.ts";
import {
  bookCertification,
  dropCertification,
  passCertification,
  planCertification,
  resolveCertification,
} from "../../src/domain/certification-moves.ts";
import { mint } from "../../src/domain/ids.ts";
import type { Journey } from "../support/journey.ts";
import { record, setOut, stateOf, todayOf } from "../support/journey.ts";
import { chosen, ids, sketch } from "./small-roadmap.ts";

const roadmap = sketch([{ id: "git" }], {
  retired: [{ id: "dp-203", kind: "certification", title: "Azure Data Engineer", successor: "az-900" }],
});
const fresh = setOut(roadmap);
const today = todayOf(fresh); // 2026-11-22
const moves = {
  plan: (journey: Journey, name = "az-900", exam: string | null = null) =>
    planCertification(roadmap, stateOf(journey), name, exam, today),
  book: (journey: Journey, name = "az-900", exam = "2026-12-31") =>
    bookCertification(roadmap, stateOf(journey), name, exam, today),
  pass: (journey: Journey, name = "az-900") => passCertification(roadmap, stateOf(journey), name, today),
  drop: (journey: Journey, name = "az-900") => dropCertification(roadmap, stateOf(journey), name, today),
};
const after = (...kinds: (keyof typeof moves)[]) =>
  kinds.reduce((journey, kind) => {
    const decision = moves[kind](journey);
    if (!decision.ok) throw new Error(decision.refusal.kind);
    return record(journey, decision.entries);
  }, fresh);
const state = (journey: Journey) => journey.progress.certifications.get(mint("az-900"));
const seen = (decision: ReturnType<typeof moves.plan>) => (decision.ok ? "ok" : decision.refusal.kind);

test.each([
  ["plan", ["ok", "certification-already", "ok", "certification-already", "ok"]],
  ["book", ["ok", "ok", "certification-already", "certification-already", "ok"]],
  ["pass", ["ok", "ok", "ok", "certification-already", "ok"]],
  ["drop", ["not-planned", "ok", "ok", "certification-already", "not-planned"]],
] as const)("%s on an open, planned, booked, passed, dropped one: %o", (kind, expected) => {
  const before = [fresh, after("plan"), after("book"), after("pass"), after("plan", "drop")];
  expect(before.map((journey) => seen(moves[kind](journey)))).toEqual(expected);
});

test("planned, booked and passed are kept with the exam's date; dropped leaves nothing", () => {
  expect(state(after("plan"))).toEqual({ state: "planned", exam: null, event: 1 });
  expect(state(after("plan", "book"))).toMatchObject({
    state: "booked",
    exam: Temporal.PlainDate.from("2026-12-31"),
  });
  expect(state(after("plan", "book", "pass"))).toEqual({ state: "passed", exam: null, event: 3 });
  expect(state(after("plan", "drop"))).toBeUndefined();
});

test("another date is a new plan or booking", () => {
  expect(seen(moves.plan(after("plan"), "az-900", "2027-01-15"))).toBe("ok");
  expect(seen(moves.book(after("book"), "az-900", "2027-01-15"))).toBe("ok");
});

test.each([
  ["2026-11-22", "ok"],
  ["friday", "ok"],
  ["Jan 15, 2027", "ok"],
  ["2026-11-21", "exam-in-the-past"],
  ["2026-02-30", "bad-date"],
  ["31.12.2026", "bad-date"],
  ["", "bad-date"],
])("an exam on %j: %s", (exam, expected) => {
  expect(seen(moves.book(fresh, "az-900", exam))).toBe(expected);
  if (exam !== "") expect(seen(moves.plan(fresh, "az-900", exam))).toBe(expected);
});

describe("a certification whose exam is gone", () => {
  test("is neither planned nor booked, and carries its successor", () => {
    expect(moves.plan(fresh, "das")).toMatchObject({
      refusal: {
        kind: "certification-retired",
        certification: { successor: { title: "AWS Data Engineer" } },
      },
    });
    expect(seen(moves.book(fresh, "das"))).toBe("certification-retired");
  });

  test("may have been passed once, which earns nothing", () => {
    expect(moves.pass(fresh, "das")).toMatchObject({
      ok: true,
      entries: [{ score: { points: 0 } }],
      grants: [],
    });
  });
});

test("the first exam passed on a day earns a hundred, a second one nothing more", () => {
  expect(moves.pass(fresh)).toMatchObject({
    grants: [{ rule: "certification", points: 100, capped: false }],
  });
  expect(moves.pass(after("pass"), "aws-ccp")).toMatchObject({
    entries: [{ score: { points: 0 } }],
    grants: [{ points: 0, capped: true }],
  });
});

test("a certification is found by id and title; else the nearest or what became of it is named", () => {
  expect(resolveCertification(roadmap, "azure fundamentals")).toMatchObject({
    certification: { id: "az-900" },
  });
  expect(resolveCertification(roadmap, "azure fundamental")).toMatchObject({
    refusal: { kind: "no-such-certification", nearest: [{ id: "az-900" }] },
  });
  expect(resolveCertification(roadmap, "dp-203")).toMatchObject({
    refusal: { kind: "certification-gone", successor: { id: "az-900" } },
  });
});

const listed = (journey: Journey, picks: Record<string, string>) =>
  certificationsFor(roadmap, journey.progress, chosen(picks)).map(({ items }) =>
    items.map(({ certification }) => certification.id),
  );

describe("the list", () => {
  test("has those of the member's choice, retired ones too, and no empty group", () => {
    expect(listed(fresh, {})).toEqual([["aws-ccp", "az-900"], ["das"]]);
    expect(listed(fresh, { cloud: "aws" })).toEqual([["aws-ccp"], ["das"]]);
    expect(listed(fresh, { cloud: "gcp" })).toEqual([]);
  });

  test("keeps what the member has planned, whatever they chose since", () => {
    expect(listed(after("plan"), { cloud: "gcp" })).toEqual([["az-900"]]);
  });

  test("says what prepares for each and what is left of it", () => {
    const [group] = certificationsFor(roadmap, fresh.progress, chosen({ cloud: "aws" }));
    expect(group!.items[0]).toMatchObject({ progress: null, topics: [{ id: "git" }], open: [{ id: "git" }] });
    expect(ids(group!.items[0]!.topics)).toEqual(["git"]);
  });
});
