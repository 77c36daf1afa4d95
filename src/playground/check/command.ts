import type { Problem } from "../rest/answer.ts";

type Localised = Readonly<Record<string, string>> | null | undefined;
type Path = readonly (string | number)[];

export type ChoiceBody = {
  readonly name: string;
  readonly name_localizations?: Localised;
  readonly value: string | number;
};
export type OptionBody = {
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Localised;
  readonly description: string;
  readonly description_localizations?: Localised;
  readonly required?: boolean | null;
  readonly autocomplete?: boolean | null;
  readonly choices?: readonly ChoiceBody[] | null;
  readonly options?: readonly OptionBody[] | null;
  readonly min_value?: number | null;
  readonly max_value?: number | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
};
export type CommandBody = {
  readonly name: string;
  readonly name_localizations?: Localised;
  readonly description?: string | null;
  readonly description_localizations?: Localised;
  readonly options?: readonly OptionBody[] | null;
  readonly type?: number | null;
  readonly default_member_permissions?: string | number | null;
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[] | null;
  readonly nsfw?: boolean | null;
  readonly [field: string]: unknown;
};

const MAX_CHARACTERS = 8000; // names, descriptions and values of one command, each by its longest localisation
const LOCALES = new Set(
  (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th " +
    "zh-CN ja zh-TW ko"
  ).split(" "),
);
/** Letters, digits, - and _ of any script, without capitals. Devanagari and Thai need their marks. */
const NAME = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  number: 10,
} as const;

/** What no schema says of one command. */
export function checkCommand(command: CommandBody): Problem[] {
  const slash = (command.type ?? 1) === 1;
  const problems = slash ? checkSlash(command) : checkContextMenu(command);
  const total = longest(command.name, command.name_localizations) + characters(command);
  if (total > MAX_CHARACTERS) {
    const message = `Command exceeds maximum size (${MAX_CHARACTERS})`;
    problems.push({ path: [], code: "APPLICATION_COMMAND_TOO_LARGE", message });
  }
  for (const field of ["contexts", "integration_types"] as const) {
    const values = command[field] ?? [];
    if (new Set(values).size < values.length) {
      problems.push({
        path: [field],
        code: "SET_TYPE_CONTAINS_DUPLICATES",
        message: "List contains duplicates",
      });
    }
  }
  return [...problems, ...checkLocales(command, [])];
}

function checkSlash(command: CommandBody): Problem[] {
  const problems = checkName(command, []);
  if ((command.description ?? "").trim() === "") {
    problems.push({ path: ["description"], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  }
  return [...problems, ...checkOptions(command.options ?? [], ["options"], 0)];
}

function checkContextMenu(command: CommandBody): Problem[] {
  const problems: Problem[] = [];
  if (command.description) {
    const message = "Context menu commands cannot have description";
    problems.push({ path: ["description"], code: "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message });
  }
  if ((command.options ?? []).length > 0) {
    const message = "Context menu commands cannot have options";
    problems.push({ path: ["options"], code: "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", message });
  }
  return problems;
}

function checkName(named: { name: string; name_localizations?: Localised }, path: Path): Problem[] {
  const all: [Path, string][] = [
    [["name"], named.name],
    ...Object.entries(named.name_localizations ?? {}).map(([locale, name]): [Path, string] => [
      ["name_localizations", locale],
      name,
    ]),
  ];
  return all
    .filter(([, name]) => !NAME.test(name) || name !== name.toLowerCase())
    .map(([at, name]) => ({
      path: [...path, ...at],
      code: "APPLICATION_COMMAND_INVALID_NAME",
      message: `Command name is invalid: ${name}`,
    }));
}

/** `depth`: 0 for a command's own options, 1 in a group or subcommand, 2 in a subcommand of a group. */
function checkOptions(options: readonly OptionBody[], path: Path, depth: number): Problem[] {
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

function checkLocales(
  named: { name_localizations?: Localised; description_localizations?: Localised },
  path: Path,
): Problem[] {
  return (["name_localizations", "description_localizations"] as const).flatMap((field) =>
    Object.keys(named[field] ?? {})
      .filter((locale) => !LOCALES.has(locale))
      .map((locale) => ({
        path: [...path, field, locale],
        code: "BASE_TYPE_CHOICES",
        message: `Value must be a locale of Discord's, not ${locale}.`,
      })),
  );
}

function longest(text: string | null | undefined, localised: Localised): number {
  return Math.max((text ?? "").length, ...Object.values(localised ?? {}).map((one) => one.length));
}

function characters(of: CommandBody | OptionBody): number {
  const own = longest(of.description, of.description_localizations);
  const choices = ((of.choices ?? []) as readonly ChoiceBody[]).reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  return (of.options ?? []).reduce(
    (sum, option) => sum + longest(option.name, option.name_localizations) + characters(option),
    own + choices,
  );
}

/** No two commands of one type and name in a list; 100 slash commands, 15 each of the context menus. */
export function checkCommandList(commands: readonly CommandBody[]): Problem[] {
  const seen = new Set<string>();
  return commands.flatMap((command, index) => {
    const key = `${command.type ?? 1} ${command.name}`;
    const doubled = seen.has(key);
    seen.add(key);
    const message = "Application command names must be unique";
    return doubled ? [{ path: [index, "name"], code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message }] : [];
  });
}

/** Whether a list has more commands than an application may have (30032). */
export function isOverCommandLimit(types: readonly number[]): boolean {
  const count = (type: number): number => types.filter((one) => one === type).length;
  return count(1) > 100 || count(2) > 15 || count(3) > 15;
}
