import type { OptionValues } from "../../actor.ts";
import { readValues } from "./command-line.ts";
import type { Entry, Option } from "./command-line.ts";
import { el } from "../parts/dom.ts";
import { createPill } from "./pill.ts";
import type { Pill, PillContext } from "./pill.ts";
import { INPUT_ATTRIBUTES } from "./suggestions.ts";
import type { Suggestions } from "./suggestions.ts";
import type { Viewer } from "../viewer.ts";

/** A chosen command in the composer: its name, a pill for each option, and room at the end for more. */
export type CommandForm = {
  readonly entry: Entry;
  readonly element: HTMLElement;
  /** Goes to where the person has to go on: the first option that is missing, else the end. */
  focus(): void;
  /** The options' values; null when something is missing or wrong, which is then shown. */
  gather(): OptionValues | null;
};
type Settings = {
  readonly entry: Entry;
  readonly values: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
  readonly suggestions: Suggestions;
  readonly errorId: string;
  /** Says what is wrong; an empty text takes it back. */
  readonly tell: (problem: string) => void;
  /** The person went back past the command's name. */
  readonly onLeave: () => void;
};
type Form = Settings & {
  readonly element: HTMLElement;
  readonly tail: HTMLInputElement;
  pills: readonly Pill[];
  readonly context: PillContext;
};

export function createCommandForm(settings: Settings): CommandForm {
  const { entry, values, viewer, suggestions, errorId } = settings;
  const tail = el("input", { class: "tail", attrs: INPUT_ATTRIBUTES });
  const chip = el("span", { class: "command-chip", text: `/${entry.path}` });
  const context: PillContext = {
    path: entry.path,
    viewer,
    suggestions,
    errorId,
    others: (pill) => valuesOf(form.pills.filter((one) => one !== pill)),
    onChosen: () => goOn(form),
  };
  const form: Form = {
    ...settings,
    tail,
    context,
    pills: [],
    element: el("div", { class: "command-form" }, chip, tail),
  };
  for (const option of entry.options) {
    const value = values.get(option.name);
    if (option.required || value !== undefined) addPill(form, option).type(value ?? "");
  }
  tail.addEventListener("focus", () => suggestOptions(form));
  tail.addEventListener("input", () => onTailInput(form));
  tail.addEventListener("blur", () => suggestions.hide());
  tail.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || tail.value !== "") return;
    event.preventDefault();
    const last = form.pills.at(-1);
    if (last) toEnd(last.input);
    else settings.onLeave();
  });
  showRest(form);
  return {
    entry,
    element: form.element,
    focus: () => (values.size > 0 && !missing(form) ? toEnd(form.pills.at(-1)?.input ?? tail) : goOn(form)),
    gather: () => gather(form),
  };
}

/** The values of those options that are filled in rightly. */
function valuesOf(pills: readonly Pill[]): OptionValues {
  const values: Record<string, string | number | boolean> = {};
  for (const pill of pills) {
    const read = pill.isEmpty() ? null : pill.read();
    if (read?.ok) values[pill.option.name] = read.value;
  }
  return values;
}

function gather(form: Form): OptionValues | null {
  const { pills, tail, tell } = form;
  let first: Pill | null = null;
  for (const pill of pills) {
    const read = pill.isEmpty() && !pill.option.required ? null : pill.read();
    pill.markWrong(read?.ok === false);
    if (first || !read || read.ok) continue;
    first = pill;
    tell(`${pill.option.name}: ${read.why}`);
    toEnd(pill.input);
  }
  if (first) return null;
  if (tail.value.trim() === "") return valuesOf(pills);
  tell(`There is no option “${tail.value.trim()}”.`);
  tail.focus();
  return null;
}

const missing = ({ pills }: Form) => pills.find((pill) => pill.option.required && pill.isEmpty());
const restOf = ({ entry, pills }: Form) =>
  entry.options.filter((option) => !pills.some((pill) => pill.option === option));

function goOn(form: Form): void {
  (missing(form)?.input ?? form.tail).focus();
}

function toEnd(input: HTMLInputElement): void {
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}

function addPill(form: Form, option: Option): Pill {
  const there = form.pills.find((pill) => pill.option === option);
  if (there) return there;
  const pill = createPill(option, form.context);
  pill.input.addEventListener("input", () => onPillInput(form, pill));
  pill.input.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || pill.input.value !== "") return;
    event.preventDefault();
    removePill(form, pill);
  });
  form.pills = [...form.pills, pill];
  form.tail.before(pill.element);
  showRest(form);
  return pill;
}

/** Backspace in an empty option: one that is not required goes; either way the one before it is next. */
function removePill(form: Form, pill: Pill): void {
  const before = form.pills[form.pills.indexOf(pill) - 1];
  if (!pill.option.required) {
    form.pills = form.pills.filter((one) => one !== pill);
    pill.element.remove();
    showRest(form);
  } else if (!before) return form.onLeave();
  toEnd(before?.input ?? form.tail);
}

/** The name of another option, typed in this one, opens that one: `sql link: https://…`. */
function onPillInput(form: Form, pill: Pill): void {
  form.tell("");
  if (!pill.input.value.includes(":")) return;
  const values = readValues(form.entry.options, pill.input.value, pill.option);
  if (values.size === 1 && values.get(pill.option.name) === pill.input.value.trim()) return;
  pill.type(values.get(pill.option.name) ?? "");
  fill(form, values, pill);
}

function onTailInput(form: Form): void {
  form.tell("");
  const values = form.tail.value.includes(":") ? readValues(restOf(form), form.tail.value) : null;
  if (values?.size) {
    form.tail.value = "";
    fill(form, values);
  } else suggestOptions(form);
}

function fill(form: Form, values: ReadonlyMap<string, string>, from?: Pill): void {
  let last = from;
  for (const option of form.entry.options) {
    const value = values.get(option.name);
    if (value === undefined || option === from?.option) continue;
    last = addPill(form, option);
    last.type(value);
  }
  if (last) toEnd(last.input);
}

/** The options that are not there yet, for the room at the end. */
function suggestOptions(form: Form): void {
  const typed = form.tail.value.trim().toLowerCase();
  const rest = restOf(form).filter(({ name }) => name.startsWith(typed));
  if (rest.length === 0) return form.suggestions.hide();
  form.suggestions.show(form.tail, {
    title: "Optional",
    items: rest.map((option) => ({
      label: option.name,
      detail: option.description,
      choose: () => {
        form.tail.value = "";
        addPill(form, option).input.focus();
      },
    })),
    ready: typed !== "",
  });
}

function showRest(form: Form): void {
  const { length } = restOf(form);
  form.tail.placeholder = length > 0 ? `+${length} optional` : "";
  form.tail.setAttribute(
    "aria-label",
    length > 0 ? `${length} more options, or Enter to send` : "Enter sends the command",
  );
}
