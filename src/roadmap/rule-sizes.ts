import { type Entry, entriesOf, isGroup, type Outline, textOf } from "./outline.ts";
import type { Finding } from "./problem.ts";
import { optionNames, optionsByChoice } from "./rule-references.ts";

const MAX_TOPICS = 25; // a phase's topics are one select of Discord's
// A topic's page is one embed of at most 6000 characters, headings, prerequisites and progress included.
const MAX_OBJECTIVES_TEXT = 2000;
const MAX_RESOURCES_TEXT = 3000;

/** Rules on what fields are together. */
export function checkSizes(outline: Outline): Finding[] {
  return [
    ...outline.phases.flatMap(checkPhase),
    ...outline.topics.flatMap(checkPage),
    ...outline.topics.flatMap((topic) => checkReach(topic, optionsByChoice(outline))),
    ...outline.certifications.flatMap(checkSuccessor),
    ...outline.certifications.flatMap(checkCost),
  ];
}

function checkPhase(phase: Entry): Finding[] {
  const findings: Finding[] = [];
  const topics = entriesOf(phase, "tracks").flatMap((track) => entriesOf(track, "topics"));
  if (topics.length > MAX_TOPICS) {
    const wrong = `have ${topics.length} topics together`;
    findings.push({ path: [...phase.path, "tracks"], wrong, right: `put at most ${MAX_TOPICS} in a phase` });
  }
  const months = phase.fields["months"];
  const [min, max] = isGroup(months) ? [months["min"], months["max"]] : [];
  if (typeof min === "number" && typeof max === "number" && min > max) {
    const path = [...phase.path, "months"];
    findings.push({ path, wrong: `go from ${min} to ${max}`, right: "write the shorter time as min" });
  }
  return findings;
}

function checkPage(topic: Entry): Finding[] {
  const size = (list: string, fields: readonly string[]) =>
    entriesOf(topic, list).reduce(
      (sum, entry) => sum + fields.reduce((length, field) => length + (textOf(entry, field)?.length ?? 0), 0),
      0,
    );
  const check = (list: string, length: number, max: number): Finding[] => {
    const right = `shorten them to ${max}, so that they fit the topic's page`;
    return length > max
      ? [{ path: [...topic.path, list], wrong: `have ${length} characters together`, right }]
      : [];
  };
  return [
    ...check("objectives", size("objectives", ["text"]), MAX_OBJECTIVES_TEXT),
    ...check("resources", size("resources", ["title", "url", "note"]), MAX_RESOURCES_TEXT),
  ];
}

/** Whatever a member chose, a topic has an objective for them: one without objectives could never be finished. */
function checkReach(topic: Entry, options: ReadonlyMap<string, string[]>): Finding[] {
  const served = new Map<string, Set<string>>();
  for (const { fields } of entriesOf(topic, "objectives")) {
    if (!isGroup(fields["only"])) return [];
    const [choice = "", value] = Object.entries(fields["only"])[0] ?? [];
    const named = optionNames(value, []).map(({ id }) => id);
    const known = options.get(choice) ?? [];
    if (named.length === 0 || named.some((id) => !known.includes(id))) return []; // wrong, and reported as that
    served.set(choice, new Set([...(served.get(choice) ?? []), ...named]));
  }
  // One choice whose options are all served is enough: each member has one of them.
  const left = [...served].map(
    ([choice, ids]) => options.get(choice)?.filter((option) => !ids.has(option)) ?? [],
  );
  if (left.length === 0 || left.some((missing) => missing.length === 0)) return [];
  const wrong = `hold nothing for members who chose ${left.map((missing) => missing.join(" or ")).join(" and ")}`;
  return [
    { path: [...topic.path, "objectives"], wrong, right: "add an objective for them, or one without only" },
  ];
}

function checkSuccessor(certification: Entry): Finding[] {
  const status = textOf(certification, "status");
  const has = certification.fields["successor"] !== undefined;
  const path = [...certification.path, "successor"];
  if (status === "renamed" && !has) {
    return [{ path, wrong: "is missing on a renamed certification", right: "say what it is called now" }];
  }
  if (status === "current" && has) {
    return [
      {
        path,
        wrong: "is given for a current certification",
        right: "write status: renamed or retired, or leave it out",
      },
    ];
  }
  return [];
}

function checkCost(certification: Entry): Finding[] {
  const cost = certification.fields["cost"];
  const [min, max] = isGroup(cost) ? [cost["min"], cost["max"]] : [];
  if (typeof min !== "number" || typeof max !== "number" || min < max) return [];
  const path = [...certification.path, "cost"];
  return [{ path, wrong: `goes from ${min} to ${max}`, right: "write the smaller sum as min, or max alone" }];
}
