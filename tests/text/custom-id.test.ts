import * as fc from "fast-check";
import { expect, test } from "vitest";
import { customId, customIdKeeping, parseCustomId } from "../../src/text/custom-id.ts";

test("what was typed is kept in a custom id where it has room, and left out as a whole where not", () => {
  const typed = fc.array(fc.string({ unit: "grapheme", maxLength: 80 }), { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(typed, (parts) => {
      const id = customIdKeeping(parts, "roadmap", "date-form", "git");
      expect(id.length).toBeLessThanOrEqual(100);
      const hasRoom = ["v1:roadmap:date-form:git", ...parts].join(":").length <= 100;
      const isKept = hasRoom && !parts.join("").includes(":");
      expect(parseCustomId(id)?.args).toEqual(isKept ? ["git", ...parts] : ["git"]);
    }),
  );
  expect(customIdKeeping([], "sprint", "goal", "-")).toBe(customId("sprint", "goal", "-"));
});
