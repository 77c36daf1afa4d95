import type { Problem } from "../rest/answer.ts";
import { OPTION } from "./command-body.ts";
import type { OptionBody } from "./command-body.ts";
import { checkLocales, checkName } from "./command-names.ts";
import type { Path } from "./component.ts";

/** `depth`: 0 for a command's own options, 1 in a group or subcommand, 2 in a subcommand of a group. */
export function checkOptions(options: readonly OptionBody[], path: Path, depth: number): Problem[] {
  const problems: Problem[] = [];
  const nesting = options.filter((option) => option.type <= OPTION.group);
  if (nesting.length > 0 && nesting.length < options.length) {
    const message =
      "Sub-command and sub-command group option types are mutually exclusive to all other types";
    problems.push({ path, code: "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message });
  }
  const seen = new Set<string>();
  let optional = false;
  for (const [index, option] of options.entries()) {
    const here = [...path, index];
    if (seen.has(option.name)) {
      const message = "Option name already exists";
      problems.push({
        path: [...here, "name"],
        code: "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        message,
      });
    }
    seen.add(option.name);
    if (option.required && optional) {
      const message = "Required options must be placed before non-required options";
      problems.push({ path: here, code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message });
    }
    optional ||= !option.required;
    problems.push(...checkOption(option, here, depth));
  }
  return problems;
}

function checkOption(option: OptionBody, path: Path, depth: number): Problem[] {
  const problems = [...checkName(option, path), ...checkLocales(option, path), ...checkRange(option, path)];
  if (option.description.trim() === "") {
    problems.push({
      path: [...path, "description"],
      code: "BASE_TYPE_REQUIRED",
      message: "This field is required",
    });
  }
  if (option.autocomplete && (option.choices ?? []).length > 0) {
    const message = "Autocomplete and choices exclude each other";
    problems.push({
      path: [...path, "choices"],
      code: "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE",
      message,
    });
  }
  problems.push(...checkChoices(option, [...path, "choices"]));
  if (option.type === OPTION.group && (option.options ?? []).length === 0) {
    const message = "A group needs a sub-command";
    problems.push({ path: [...path, "options"], code: "BASE_TYPE_REQUIRED", message });
  }
  const nestsTooDeep =
    (option.type === OPTION.group && depth > 0) || (option.type === OPTION.subcommand && depth > 1);
  if (nestsTooDeep) {
    const message = "Command > group > sub-command is as deep as it goes";
    problems.push({ path: [...path, "type"], code: "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message });
  }
  if (option.type > OPTION.group) return problems;
  const inner = option.type === OPTION.group ? 1 : 2;
  return [...problems, ...checkOptions(option.options ?? [], [...path, "options"], inner)];
}

function checkRange(option: OptionBody, path: Path): Problem[] {
  const pairs = [
    ["min_value", option.min_value, option.max_value],
    ["min_length", option.min_length, option.max_length],
  ] as const;
  return pairs
    .filter(([, min, max]) => typeof min === "number" && typeof max === "number" && min > max)
    .map(([field]) => ({
      path: [...path, field],
      code: "APPLICATION_COMMAND_OPTIONS_MIN_OVER_MAX",
      message: "The minimum is over the maximum",
    }));
}

function checkChoices(option: OptionBody, path: Path): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  for (const [index, choice] of (option.choices ?? []).entries()) {
    const tooLong =
      typeof choice.value === "string" && (choice.value.length > 100 || choice.value.length === 0);
    if (tooLong) {
      const message = "Must be between 1 and 100 in length.";
      problems.push({ path: [...path, index, "value"], code: "BASE_TYPE_BAD_LENGTH", message });
    }
    if (names.has(choice.name)) {
      const message = "Option choice name already exists";
      problems.push({
        path: [...path, index, "name"],
        code: "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS",
        message,
      });
    }
    names.add(choice.name);
  }
  return problems;
}
