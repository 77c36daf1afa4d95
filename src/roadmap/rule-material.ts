import { weeksFor } from "../domain/group-plan.ts";
import { nearest } from "./nearest.ts";
import { type Entry, entriesOf, isGroup, type Outline, textOf, valuesOf } from "./outline.ts";
import type { Finding, Path } from "./problem.ts";
import { shown } from "./problem.ts";
import { repeatedNames, type Name } from "./rule-references.ts";

/** What a topic's file says of its topic: as many units as it has weeks, of its objectives and its resources. */
export function checkUnits(material: Entry, topic: Entry, outline: Outline): Finding[] {
  const units = entriesOf(material, "units");
  const readings = units.flatMap((unit) => [unit, ...entriesOf(unit, "variants")]);
  return [
    ...checkWeeks(material, topic, outline),
    ...units.flatMap((unit) => checkKnown(namesIn(unit, "objectives"), "objective", topic)),
    ...readings.flatMap((entry) => checkKnown(namesIn(entry, "resources"), "resource", topic)),
    ...checkServed(material, topic),
  ];
}

/** The ids that a list names, be it plainly or as a group's id. */
function namesIn(entry: Entry, field: string): Name[] {
  return valuesOf(entry, field).flatMap(({ path, value }): Name[] => {
    if (typeof value === "string") return [{ path, id: value }];
    if (!isGroup(value) || typeof value["id"] !== "string") return [];
    return [{ path: [...path, "id"], id: value["id"] }];
  });
}

/** The ids of a topic's objectives or resources. */
export function idsOf(topic: Entry, field: "objectives" | "resources"): string[] {
  return entriesOf(topic, field).flatMap((entry) => textOf(entry, "id") ?? []);
}

function checkKnown(names: readonly Name[], kind: "objective" | "resource", topic: Entry): Finding[] {
  const known = idsOf(topic, `${kind}s`);
  const unknown = names.filter(({ id }) => !known.includes(id));
  return [...unknown.map(({ path, id }) => notOfTopic(path, id, kind, topic)), ...repeatedNames(names)];
}

/** That an id is none of the topic's, and which one may be meant. */
export function notOfTopic(path: Path, id: string, kind: "objective" | "resource", topic: Entry): Finding {
  const known = idsOf(topic, `${kind}s`);
  const meant = nearest(id, known);
  const all = known.length === 0 ? "leave it out: the topic has none" : `write one of ${known.join(", ")}`;
  return {
    path,
    wrong: `is ${shown(id)}, which is no ${kind} of ${textOf(topic, "id")}`,
    right: meant ? `did you mean ${meant}?` : all,
  };
}

function checkWeeks(material: Entry, topic: Entry, { root }: Outline): Finding[] {
  const { hours } = topic.fields;
  const pace = root.fields["hours_per_week"];
  const units = material.fields["units"];
  if (typeof hours !== "number" || typeof pace !== "number" || !Array.isArray(units)) return [];
  if (!(hours >= 1 && pace >= 1)) return []; // wrong, and reported as that
  const weeks = weeksFor(hours, pace);
  if (units.length === weeks) return [];
  const wrong = `are ${units.length}`;
  const right = `write ${weeks}: the topic's ${hours} hours are ${weeks === 1 ? "one week" : `${weeks} weeks`} of ${pace}`;
  return [{ path: [...material.path, "units"], wrong, right }];
}

/** Each of the topic's objectives has a week in which it is learned. */
function checkServed(material: Entry, topic: Entry): Finding[] {
  const served = new Set(
    entriesOf(material, "units").flatMap((unit) => namesIn(unit, "objectives").map(({ id }) => id)),
  );
  const left = idsOf(topic, "objectives").filter((id) => !served.has(id));
  return left.map((id) => ({
    path: [...material.path, "units"],
    wrong: `serve ${shown(id)} in no week`,
    right: "name it in the objectives of one",
  }));
}
