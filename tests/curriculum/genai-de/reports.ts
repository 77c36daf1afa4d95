const SITES = ["Lyon", "Bonn", "Gent", "Graz"];
const MACHINES = ["pump", "press", "oven"];

export type Report = { site: string; machine: string; date: string; hours: number };

/** The label of report i. */
export function labelOf(i: number): Report {
  const day = String((i % 28) + 1).padStart(2, "0");
  return {
    site: SITES[i % 4] ?? "",
    machine: MACHINES[i % 3] ?? "",
    date: `2026-03-${day}`,
    hours: (i % 8) + 1,
  };
}

/** What somebody wrote: three ways to say it, one of them in minutes. */
export function textOf(i: number): string {
  const { site, machine, hours } = labelOf(i);
  const day = (i % 28) + 1;
  if (i % 3 === 0) return `${site}, ${day} March: ${machine} down for ${hours} h.`;
  if (i % 3 === 1)
    return `On ${day} March the ${machine} at ${site} stopped; it ran again ${hours} hours later.`;
  return `${machine} (${site}) out of order on ${day} March, repair took ${hours * 60} minutes.`;
}

/** What a model is taken to have answered: the label, with the faults that models make. */
export function answerOf(i: number): string {
  const said: Record<string, unknown> = { ...labelOf(i) };
  if (i % 20 === 12) said["machine"] = "compressor";
  if (i % 20 === 13) said["hours"] = `${labelOf(i).hours} h`;
  if (i % 12 === 8) said["hours"] = labelOf(i).hours * 60;
  if (i % 15 === 4) said["site"] = labelOf(i + 1).site;
  if (i % 30 === 18) said["date"] = labelOf(i + 1).date;
  const text = JSON.stringify(said);
  if (i % 25 === 7) return text.slice(0, -5);
  return i % 10 === 1 ? `\`\`\`json\n${text}\n\`\`\`` : text;
}

/** The JSON in an answer, or null. */
export function parsed(answer: string, unwrap: boolean): unknown {
  const text = unwrap ? answer.replace(/^```json\n/, "").replace(/\n```$/, "") : answer;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A report read without any model, by three patterns. */
export function byPattern(text: string): Report | null {
  const found =
    /^(?<site>\w+), (?<day>\d+) March: (?<machine>\w+) down for (?<hours>\d+) h\.$/.exec(text) ??
    /^On (?<day>\d+) March the (?<machine>\w+) at (?<site>\w+) stopped; it ran again (?<hours>\d+) hours later\.$/.exec(
      text,
    ) ??
    /^(?<machine>\w+) \((?<site>\w+)\) out of order on (?<day>\d+) March, repair took (?<minutes>\d+) minutes\.$/.exec(
      text,
    );
  if (!found?.groups) return null;
  const { site = "", machine = "", day = "", hours, minutes } = found.groups;
  return {
    site,
    machine,
    date: `2026-03-${day.padStart(2, "0")}`,
    hours: hours === undefined ? Number(minutes) / 60 : Number(hours),
  };
}
