import type { Choice, State } from "../../control/protocol.ts";
import type { Option } from "./command-line.ts";
import { OptionType } from "../discord-numbers.ts";

// What can be filled into an option, and what a filled-in text is worth. Pure.

export type Read =
  | { readonly ok: true; readonly value: string | number | boolean }
  | { readonly ok: false; readonly why: string };

/** All that can be chosen for an option; null where it is typed freely or completed by the bot. */
export function choicesOf(option: Option, state: State): readonly Choice[] | null {
  const people = state.people.map(({ id, name }) => ({ name: `@${name}`, value: id }));
  const roles = state.roles.map(({ id, name }) => ({ name: `@${name}`, value: id }));
  switch (option.type) {
    case OptionType.Boolean:
      return [
        { name: "True", value: "true" },
        { name: "False", value: "false" },
      ];
    case OptionType.User:
      return people;
    case OptionType.Role:
      return roles;
    case OptionType.Mentionable:
      return [...people, ...roles];
    case OptionType.Channel:
      return state.channels
        .filter(({ kind }) => kind !== "direct")
        .map(({ id, name }) => ({ name: `#${name}`, value: id }));
    case OptionType.String:
    case OptionType.Integer:
    case OptionType.Number:
      return "choices" in option && option.choices?.length ? option.choices : null;
    case OptionType.Attachment:
      return null; // chosen from the machine
  }
}

/** Whether the bot completes this option while it is typed. */
export function isCompleted(option: Option): boolean {
  return "autocomplete" in option && (option.autocomplete ?? false);
}

/** Those choices that fit what is typed: those that begin with it first. */
export function fitting(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = bare(typed);
  const begins = choices.filter(({ name }) => bare(name).startsWith(wanted));
  const holds = choices.filter((choice) => !begins.includes(choice) && bare(choice.name).includes(wanted));
  return [...begins, ...holds];
}

/** Without the sign that a person's or a channel's name is shown with. */
const bare = (text: string) => text.trim().toLowerCase().replace(/^[@#]/, "");

/**
 * What a text is worth for an option. `choices`: what can be chosen, or what the bot offered last; a text that names one of them stands for
 * it. Where the bot completes, any other text is sent as it is, as Discord does.
 */
export function readOption(option: Option, text: string, choices: readonly Choice[] | null): Read {
  const typed = text.trim();
  if (typed === "") return { ok: false, why: "This option is required." };
  const chosen =
    choices?.find(({ name, value }) => sameText(name, typed) || sameText(String(value), typed)) ??
    choices?.find(({ name }) => bare(name) === bare(typed));
  if (chosen)
    return { ok: true, value: option.type === OptionType.Boolean ? chosen.value === "true" : chosen.value };
  if (choices && !isCompleted(option)) return { ok: false, why: "Choose one of the list." };
  if (option.type === OptionType.Integer || option.type === OptionType.Number)
    return readNumber(option, typed);
  return readText(option, typed);
}

const sameText = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function readNumber(option: Extract<Option, { min_value?: number }>, typed: string): Read {
  const value = Number(typed.replace(",", "."));
  const whole = option.type === OptionType.Integer;
  if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value))) {
    return { ok: false, why: whole ? "A whole number goes here." : "A number goes here." };
  }
  const { min_value: min = -Infinity, max_value: max = Infinity } = option;
  return value < min || value > max
    ? { ok: false, why: `The number must be ${between(min, max)}.` }
    : { ok: true, value };
}

function readText(option: Option, typed: string): Read {
  const { min_length: min = 0, max_length: max = 6_000 } = option.type === OptionType.String ? option : {};
  if (typed.length >= min && typed.length <= max) return { ok: true, value: typed };
  return { ok: false, why: `The text must be ${between(min, max)} characters long.` };
}

function between(min: number, max: number): string {
  if (max === Infinity) return `at least ${min}`;
  return min === -Infinity ? `at most ${max}` : `between ${min} and ${max}`;
}
