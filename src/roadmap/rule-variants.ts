import { type Entry, entriesOf } from "./outline.ts";
import type { Finding } from "./problem.ts";
import { shown } from "./problem.ts";
import { boundTo } from "./rule-questions.ts";

/** Of a unit's variants at most one is for a member: they hang on one choice, and each of its options has one. */
export function checkVariants(material: Entry): Finding[] {
  return entriesOf(material, "units").flatMap((unit) => {
    const seen = new Set<string>();
    let decisive: string | null = null;
    return entriesOf(unit, "variants").flatMap((variant): Finding[] => {
      const bound = boundTo(variant.fields);
      const path = [...variant.path, "only"];
      if (bound === null) return [];
      decisive ??= bound.choice;
      if (bound.choice !== decisive) {
        const wrong = `is about ${bound.choice}, and the variants before are about ${decisive}`;
        return [{ path, wrong, right: "let all variants of a unit hang on one choice" }];
      }
      const twice = bound.options.filter((option) => seen.has(option));
      for (const option of bound.options) seen.add(option);
      return twice.map((option) => ({
        path,
        wrong: `names ${shown(option)}, which has a variant already`,
        right: "write one variant for each option",
      }));
    });
  });
}
