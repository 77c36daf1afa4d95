import type { APIApplicationCommandBasicOption, APIApplicationCommandOption } from "discord.js";
import type { ShownCommand } from "../../control/protocol.ts";
import { CommandType, OptionType } from "../discord-numbers.ts";

// What a line in the composer means. Pure.

export type Option = APIApplicationCommandBasicOption;
/** A command that can be sent: one without subcommands, or a subcommand. */
export type Entry = {
  /** As typed, without the slash: "roadmap next". */
  readonly path: string;
  readonly description: string;
  readonly options: readonly Option[];
};

/** All that can be sent, in the order of their names. */
export function entriesOf(commands: readonly ShownCommand[]): Entry[] {
  return commands
    .filter(({ type }) => type === CommandType.ChatInput)
    .flatMap(({ name, description, options = [] }) => entriesBelow(name, description, options))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesBelow(
  path: string,
  description: string,
  options: readonly APIApplicationCommandOption[],
): Entry[] {
  const below = options.flatMap((option) =>
    option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup
      ? entriesBelow(`${path} ${option.name}`, option.description, option.options ?? [])
      : [],
  );
  if (below.length > 0) return below;
  return [{ path, description, options: options.filter(isBasic) }];
}

function isBasic(option: APIApplicationCommandOption): option is Option {
  return option.type !== OptionType.Subcommand && option.type !== OptionType.SubcommandGroup;
}

/** The commands that fit what is typed after the slash: those that begin with it first, then by a later word, then by what they do. */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
  const wanted = tidy(typed);
  const rank = ({ path, description }: Entry): number => {
    if (path.startsWith(wanted)) return 0;
    if (path.split(" ").some((word) => word.startsWith(wanted))) return 1;
    if (path.includes(wanted)) return 2;
    return description.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter(({ rank }) => rank < 4)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

const tidy = (text: string) => text.trim().replaceAll(/\s+/g, " ").toLowerCase();

export type Line = {
  readonly entry: Entry;
  /** By option, as typed. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether something stands after the command's name, be it a space. */
  readonly goesOn: boolean;
};

/**
 * Reads a whole line such as `/roadmap done topic: sql link: https://…`. A value goes on to the next option's name. Words that stand before any
 * name belong to the first option that is not named. Null for a line that is no command of these.
 */
export function readLine(entries: readonly Entry[], line: string): Line | null {
  if (!line.startsWith("/")) return null;
  const found = entries
    .map((entry) => ({ entry, length: lengthOfPath(line, entry.path) }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => b.length - a.length)[0];
  if (!found) return null;
  const rest = line.slice(found.length);
  return { entry: found.entry, values: readValues(found.entry.options, rest), goesOn: rest !== "" };
}

/** How many characters of the line name this command; 0 when they do not. Names hold no sign that means something to a pattern. */
function lengthOfPath(line: string, path: string): number {
  return new RegExp(`^/${path.replaceAll(" ", "\\s+")}(?=\\s|$)`, "iu").exec(line)?.[0].length ?? 0;
}

/** Cuts a text at the names of options that stand in it, as in `sql link: https://…`. What stands before them is `first`'s. */
export function readValues(options: readonly Option[], text: string, first?: Option): Map<string, string> {
  const values = new Map<string, string>();
  const names = options.map(({ name }) => name).join("|");
  if (names === "") return values;
  const marks = [...text.matchAll(new RegExp(`(?<=^|\\s)(${names}):`, "giu"))];
  for (const [index, mark] of marks.entries()) {
    const name = options.find((option) => option.name === mark[1]?.toLowerCase())?.name;
    const value = text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim();
    if (name !== undefined) values.set(name, value);
  }
  const before = text.slice(0, marks[0]?.index).trim();
  const owner = first ?? options.find(({ name }) => !values.has(name));
  if (before !== "" && owner) values.set(owner.name, before);
  return values;
}

/** What to say of a line with a slash that is no command. */
export function whyNone(entries: readonly Entry[], text: string): string {
  if (entries.length === 0) return "The bot is starting… Try again in a moment.";
  const [name = ""] = text.split(/\s/, 1);
  const below = entries.filter(({ path }) => `/${path}`.startsWith(`${name.toLowerCase()} `));
  if (below.length === 0) return `There is no command ${name} for you here. Type / to see them all.`;
  return `${name} is used with one of: ${below.map(({ path }) => `/${path}`).join(", ")}.`;
}
