import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import type { Message, Modal, Reply } from "../../src/text/reply.ts";
import { phaseSuggestions, topicSuggestions } from "../../src/text/suggestions.ts";
import { faultsOf } from "../support/check-reply.ts";
import { readerIn, scenes, screens } from "../support/screens.ts";

function asReply(screen: Message | Modal): Reply {
  if ("customId" in screen) return { kind: "modal", modal: screen };
  return { kind: "private", message: screen };
}

describe("whatever a roadmap says and people call themselves", () => {
  test("Discord takes every screen, nobody is pinged, and every button leads somewhere", () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        for (const screen of screens(scene)) expect(faultsOf(asReply(screen))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test("Discord takes every completion", () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { reader } = readerIn(scene);
        const { phases } = reader.roadmap;
        const all = [
          ...topicSuggestions(topicsOf(reader.roadmap), reader.progress),
          ...phaseSuggestions(phases, phases),
        ];
        for (const { name, value } of all) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(name.isWellFormed()).toBe(true);
          expect(value.length).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 150 },
    );
  });
});
