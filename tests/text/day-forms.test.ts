import * as fc from "fast-check";
import { expect, test } from "vitest";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { bookModal, planModal } from "../../src/text/cert-page.ts";
import { pauseModal } from "../../src/text/group-setup-forms.ts";
import type { Modal } from "../../src/text/reply.ts";
import { targetModal } from "../../src/text/target-page.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

const roadmap = await realRoadmap();
const [topic] = topicsOf(roadmap);
const [certification] = roadmap.certifications.flatMap((group) => group.certifications);

const progress = { topics: new Map(), objectives: new Map(), certifications: new Map() };

const MAX_HELP = 100; // Discord's limit
const helpOf = ({ labels }: Modal): string => labels[0]?.description ?? "";

/** A day in words and one in numbers, and a whole sentence at the end: what is too long would be cut off there. */
function expectExamples(modal: Modal): void {
  const help = helpOf(modal);
  expect(help).toMatch(/\b\d{1,2} [A-Z][a-z]+ or \d{4}-\d{2}-\d{2}\b/u);
  expect(help).toMatch(/\.$/u);
  expect(help.length).toBeLessThanOrEqual(MAX_HELP);
}

test("each form that asks for a day names one in words and one in numbers, within Discord's limits", () => {
  const dates = fc
    .integer({ min: 0, max: 20_000 })
    .map((n) => Temporal.PlainDate.from("2026-11-22").add({ days: n }));
  const hours = fc.option(fc.integer({ min: 1, max: 9_999 }));
  fc.assert(
    fc.property(dates, hours, (today, estimate) => {
      expectExamples(planModal(certification!, today.toString()));
      expectExamples(bookModal(certification!, null));
      expectExamples(pauseModal(null, today));
      const target = { topic: topic!.id, date: today, hours: estimate, moved: null, letGo: null };
      const mention = (command: string): string => `/${command}`;
      const reader = { roadmap, profile: null, progress, targets: [target], today, inServer: true, mention };
      expectExamples(targetModal(reader, topic!));
    }),
  );
});
