import type { OptionId } from "../domain/ids.ts";
import type { Choice } from "../domain/roadmap.ts";
import { COMMON_ZONES } from "../domain/zones.ts";
import { count } from "./numbers.ts";
import { selectRow } from "./rows.ts";
import type { Pick, Row } from "./rows.ts";
import { plain } from "./safe.ts";

// What a member can set, as it is shown and picked; the first questions and /me share it.

/** Hours a week to pick from. Whoever needs another number is near one of them. */
const HOURS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40];
/** As an option's value: not decided yet. No option of a roadmap has this id. */
export const UNDECIDED = "-";

/** A zone and the time it is there: "Europe/Berlin, 14:05 now". Text. */
export function zoneText(zone: string, now: Temporal.Instant): string {
  const time = now.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
  return `${zone}, ${time} now`;
}

/** A select of zones; `zones` are offered before the common ones, and `zone` is picked. */
export function zoneRow(
  customId: string,
  zone: string | null,
  zones: readonly string[],
  now: Temporal.Instant,
): Row[] {
  const common = COMMON_ZONES.map((one) => one.zone);
  // A select has room for all common ones and one more: what must be seen comes first.
  const needed = zone !== null && (zones.length > 0 || !common.includes(zone)) ? [zone] : [];
  const offered = [...new Set([...zones, ...needed, ...common])];
  return selectRow({
    customId,
    placeholder: "Time zone",
    options: offered.map((one) => ({
      value: one,
      label: COMMON_ZONES.find((known) => known.zone === one)?.label ?? one,
      description: zoneText(one, now),
      picked: one === zone,
    })),
  });
}

/** A select of one choice's options, with one for whoever does not know yet. */
export function choiceRow(customId: string, choice: Choice, picked: OptionId | null): Row[] {
  const options: Pick[] = choice.options.slice(0, 24).map(({ id, title }) => ({
    value: id,
    label: `${choice.title}: ${title}`,
    picked: id === picked,
  }));
  const open: Pick = { value: UNDECIDED, label: `${choice.title}: not sure yet`, picked: picked === null };
  return selectRow({ customId, placeholder: choice.question, options: [...options, open] });
}

/** A select of hours a week. */
export function hoursRow(customId: string, picked: number): Row[] {
  const offered = [...new Set([...HOURS, picked])].toSorted((a, b) => a - b);
  return selectRow({
    customId,
    placeholder: "Hours a week",
    options: offered.map((hours) => ({
      value: String(hours),
      label: `${count(hours, "hour")} a week`,
      picked: hours === picked,
    })),
  });
}

/** What a choice stands at, as markdown. */
export function choiceText({ options }: Choice, picked: OptionId | null): string {
  const option = options.find(({ id }) => id === picked);
  return option === undefined ? "Not decided yet" : plain(option.title, 160);
}

/** Whether others see a member, in words. */
export function visibilityText(visible: boolean): string {
  return visible
    ? "Shown: others see your name, points and progress"
    : "Hidden: nobody sees you or your progress";
}
