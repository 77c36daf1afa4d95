import type { Problem } from "../rest/answer.ts";
import type { ChoiceBody, CommandBody, Localised, OptionBody } from "./command-body.ts";
import { checkLocales, checkName } from "./command-names.ts";
import { checkOptions } from "./command-options.ts";

const MAX_CHARACTERS = 8000; // names, descriptions and values of one command, each by its longest localisation
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
