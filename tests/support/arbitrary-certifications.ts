import * as fc from "fast-check";
import { mint } from "../../src/domain/ids.ts";
import type { Certification, CertificationGroup, Choice, Topic } from "../../src/domain/roadmap.ts";
import { only } from "./arbitrary-only.ts";
import { line, pageUrl } from "./arbitrary-text.ts";

const checked = "2026-11-22";

/** A group of certifications; topics are among t0 to t(count-1). Without ids of their own: `numberedGroup` gives them. */
export function certificationGroup(
  count: number,
  choices: readonly Choice[],
): fc.Arbitrary<CertificationGroup> {
  const certification = fc.record({
    id: fc.constant(mint<Certification["id"]>("c")),
    title: line(80),
    provider: line(40),
    status: fc.constantFrom("current", "renamed", "retired"),
    successor: fc.record({ title: line(80), url: fc.option(pageUrl()) }),
    cost: fc.option(
      fc.constantFrom({ min: 55, max: 10_000 }, { min: 150, max: 150 }).map((one) => ({ ...one, checked })),
    ),
    validity: fc.option(
      fc.constantFrom<number | "unlimited">(1, 20, "unlimited").map((years) => ({ years, checked })),
    ),
    checked: fc.constant(checked),
    note: fc.option(line(300)),
    only: only(choices),
    topics: fc
      .uniqueArray(fc.nat(count - 1), { maxLength: 2 })
      .map((list) => list.map((t) => mint<Topic["id"]>(`t${t}`))),
  });
  return fc.record({
    id: fc.constant("g"),
    title: line(80),
    level: line(60),
    pick: fc.constantFrom("one", "any"),
    certifications: fc.array(certification.map(withoutNeedlessSuccessor), { minLength: 1, maxLength: 3 }),
  });
}

function withoutNeedlessSuccessor(item: Certification): Certification {
  return item.status === "current" ? { ...item, successor: null } : item;
}

/** The group with the ids g0 and c0-0, c0-1 and so on. */
export function numberedGroup(group: CertificationGroup, g: number): CertificationGroup {
  const certifications = group.certifications.map((item, c) => ({
    ...item,
    id: mint<Certification["id"]>(`c${g}-${c}`),
  }));
  return { ...group, id: `g${g}`, certifications };
}
