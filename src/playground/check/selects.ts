import type { Problem } from "../rest/answer.ts";
import { COMPONENT } from "./component.ts";
import type { AnyComponent, Path } from "./component.ts";
import { checkEmoji } from "./emoji.ts";

const SELECTS: ReadonlySet<number> = new Set([
  COMPONENT.stringSelect,
  COMPONENT.userSelect,
  COMPONENT.roleSelect,
  COMPONENT.mentionableSelect,
  COMPONENT.channelSelect,
]);
export const isSelect = (component: AnyComponent): boolean => SELECTS.has(component.type);

type Option = { readonly value: string; readonly default?: boolean | null; readonly emoji?: unknown };

export function checkSelect(select: AnyComponent, path: Path): Problem[] {
  const problems: Problem[] = [];
  const options = (select["options"] ?? []) as readonly Option[];
  const min = Number(select["min_values"] ?? 1);
  const max = Number(select["max_values"] ?? 1);
  const string = select.type === COMPONENT.stringSelect;
  if (min > max) {
    const message = `Must be less than or equal to max_values (${max}).`;
    problems.push({ path: [...path, "min_values"], code: "SELECT_COMPONENT_MIN_OVER_MAX", message });
  }
  if (string && max > options.length) {
    const message = `Must be less than or equal to the number of options (${options.length}).`;
    problems.push({ path: [...path, "max_values"], code: "SELECT_COMPONENT_MAX_VALUES_EXCEEDED", message });
  }
  const defaults = string
    ? options.filter((one) => one.default)
    : ((select["default_values"] ?? []) as unknown[]);
  if (defaults.length > max) {
    const message = `There are more defaults than max_values (${max}).`;
    problems.push({ path, code: "SELECT_COMPONENT_TOO_MANY_DEFAULTS", message });
  }
  return [...problems, ...checkOptions(select, path)];
}

/** No value twice among the options of a select, a radio group or a checkbox group. */
export function checkOptions(component: AnyComponent, path: Path): Problem[] {
  const problems: Problem[] = [];
  const options = (component["options"] ?? []) as readonly Option[];
  const seen = new Set<string>();
  for (const [index, option] of options.entries()) {
    if (seen.has(option.value)) {
      const message = "The specified option value is already used";
      problems.push({
        path: [...path, "options", index, "value"],
        code: "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        message,
      });
    }
    seen.add(option.value);
    problems.push(...checkEmoji(option.emoji, [...path, "options", index, "emoji"]));
  }
  return problems;
}
