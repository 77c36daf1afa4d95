import * as fc from "fast-check";
import { expect, test } from "vitest";
import { newMessage } from "../../src/discord/respond.ts";
import { sprintSuggestions } from "../../src/text/suggestions.ts";
import type { Message, Modal, Reply } from "../../src/text/reply.ts";
import { roadmap } from "../support/arbitraries.ts";
import { displayName, line } from "../support/arbitrary-text.ts";
import { faultsOf } from "../support/check-reply.ts";
import { pingingScreens, sprintOf, sprintScreens } from "../support/sprint-screens.ts";

const scenes = fc.record({ roadmap: roadmap(), name: displayName(), typed: line(200) });

function asReply(screen: Message | Modal): Reply {
  if ("customId" in screen) return { kind: "modal", modal: screen };
  return { kind: "private", message: screen };
}

test("whatever people type and are called: Discord takes every text about sprints, and every button leads somewhere", () => {
  fc.assert(
    fc.property(scenes, ({ roadmap, ...words }) => {
      for (const screen of sprintScreens(roadmap, words)) expect(faultsOf(asReply(screen))).toEqual([]);
      for (const { name, value } of sprintSuggestions(roadmap, [sprintOf(roadmap, words, 7)])) {
        expect([name.length > 0 && name.length <= 100, value.length <= 100]).toEqual([true, true]);
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);

test("who is pinged is named in the content and nowhere else, by id alone", () => {
  fc.assert(
    fc.property(scenes, ({ roadmap, ...words }) => {
      for (const message of pingingScreens(roadmap, words)) {
        const { content = "", pings = [], ...rest } = message;
        expect(content).toBe(pings.map((id) => `<@${id}>`).join(" "));
        expect(content.length).toBeLessThanOrEqual(2_000);
        expect(newMessage(message).body.allowed_mentions).toEqual({
          parse: [],
          ...(pings.length > 0 && { users: pings }),
        });
        expect(faultsOf({ kind: "public", message: rest })).toEqual([]);
      }
    }),
    { numRuns: 12 },
  );
});
