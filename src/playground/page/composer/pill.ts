import type { OptionValues } from "../../actor.ts";
import type { Choice } from "../../control/protocol.ts";
import type { Option } from "./command-line.ts";
import { OptionType } from "../discord-numbers.ts";
import { el, freshId } from "../parts/dom.ts";
import { choicesOf, fitting, isCompleted, readOption } from "./option-value.ts";
import type { Read } from "./option-value.ts";
import { INPUT_ATTRIBUTES } from "./suggestions.ts";
import type { Suggestions } from "./suggestions.ts";
import { chooseFiles, upload } from "../parts/upload.ts";
import type { Viewer } from "../viewer.ts";

/** An option in the composer: its name, and an input for its value. */
export type Pill = {
  readonly option: Option;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Fills it in as a person who types the whole line does: nothing of a list is chosen for them. */
  type(text: string): void;
  read(): Read;
  isEmpty(): boolean;
  markWrong(wrong: boolean): void;
};
export type PillContext = {
  readonly path: string;
  readonly viewer: Viewer;
  readonly suggestions: Suggestions;
  /** Where what is wrong is said. */
  readonly errorId: string;
  /** The other options' values so far, for the bot to complete by. */
  others(pill: Pill): OptionValues;
  /** Something was chosen here: what comes next? */
  onChosen(pill: Pill): void;
};

const PAUSE_MS = 150;
const MAX_SHOWN = 25;

/** A pill at work. */
type Filling = {
  readonly pill: Pill;
  readonly context: PillContext;
  /** What was chosen from a list, while the text still is its name. */
  chosen: Choice | null;
  /** What can be chosen, or what the bot offered last; null where anything can be typed. */
  offered: readonly Choice[] | null;
  /** The whole line is typed: nothing of a list is chosen by Enter then. */
  byHand: boolean;
};

export function createPill(option: Option, context: PillContext): Pill {
  const { element, input } = buildPill(option);
  const pill: Pill = {
    option,
    element,
    input,
    type(text) {
      input.value = text;
      filling.byHand = text !== "";
      filling.chosen = null;
      fit(input);
    },
    read: () => readOption(option, input.value, filling.chosen ? [filling.chosen] : filling.offered),
    isEmpty: () => input.value.trim() === "",
    markWrong(wrong) {
      element.classList.toggle("wrong", wrong);
      input.ariaInvalid = wrong ? "true" : null;
      if (wrong) input.setAttribute("aria-describedby", context.errorId);
      else input.removeAttribute("aria-describedby");
    },
  };
  const offered = choicesOf(option, context.viewer.state());
  const filling: Filling = { pill, context, chosen: null, offered, byHand: false };
  if (option.type === OptionType.Attachment) takeFile(filling);
  const refresh = refresher(filling);
  input.addEventListener("focus", refresh);
  input.addEventListener("input", () => {
    if (filling.chosen?.name !== input.value) filling.chosen = null;
    if (pill.isEmpty()) filling.byHand = false;
    fit(input);
    pill.markWrong(false);
    refresh();
  });
  input.addEventListener("blur", () => context.suggestions.hide());
  fit(input);
  return pill;
}

function buildPill({ name, description, required }: Option): {
  element: HTMLElement;
  input: HTMLInputElement;
} {
  const id = freshId("option");
  const attrs = { ...INPUT_ATTRIBUTES, id, "aria-required": required ? "true" : undefined };
  const input = el("input", { class: "pill-value", attrs });
  const label = el("label", { class: "pill-name", text: name, attrs: { for: id, title: description } });
  return { element: el("span", { class: "pill" }, label, input), input };
}

/** An option that is a file: Enter or a click lets one be chosen, and its name is shown. */
function takeFile(filling: Filling): void {
  const { pill, context } = filling;
  const { input } = pill;
  input.readOnly = true;
  input.placeholder = "Choose a file";
  fit(input, input.placeholder);
  const take = async (file: File): Promise<void> => {
    const answer = await upload(file, context.viewer);
    if ("why" in answer) return pill.markWrong(true);
    input.value = file.name;
    filling.chosen = { name: file.name, value: answer.id };
    fit(input);
    pill.markWrong(false);
    context.onChosen(pill);
  };
  const choose = (): void => chooseFiles(false, ([file]) => file && void take(file));
  input.addEventListener("click", choose);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || filling.chosen) return;
    event.preventDefault();
    event.stopPropagation();
    choose();
  });
}

/** As wide as what is in it. */
function fit(input: HTMLInputElement, text = input.value): void {
  input.style.setProperty("--length", String(Math.max(2, text.length + 1)));
}

/** Shows what can be chosen for what is typed now; where the bot completes, asks it first. */
function refresher(filling: Filling): () => void {
  const { pill } = filling;
  const ask = completer(filling, (choices) => {
    filling.offered = choices;
    suggest(filling, choices ?? [], choices ? "No options match your search." : "Loading options failed.");
  });
  return () => {
    if (isCompleted(pill.option)) {
      // Until the bot answers, those of its last choices that still fit: the list does not flicker while one types.
      suggest(filling, fitting(filling.offered ?? [], pill.input.value), "Loading options…");
      ask();
    } else {
      const all = filling.offered;
      const typed = filling.chosen ? "" : pill.input.value;
      suggest(filling, all ? fitting(all, typed) : [], all ? "Nothing in the list fits." : "");
    }
  };
}

function suggest(filling: Filling, choices: readonly Choice[], none: string): void {
  const { pill, context, byHand } = filling;
  const { option, input } = pill;
  if (document.activeElement !== input) return;
  const choose = (choice: Choice): void => {
    input.value = choice.name;
    filling.chosen = choice;
    fit(input);
    pill.markWrong(false);
    context.suggestions.hide();
    context.onChosen(pill);
  };
  const shown = choices.slice(0, MAX_SHOWN);
  context.suggestions.show(input, {
    title: `${option.name} — ${option.description}`,
    items: shown.map((choice) => ({ label: choice.name, choose: () => choose(choice) })),
    none,
    ready: !byHand && !choices.some(({ name }) => name === input.value),
  });
}

/** Asks the bot after a pause in typing. An answer that comes after a newer question is dropped. */
function completer(
  { pill, context }: Filling,
  onChoices: (choices: readonly Choice[] | null) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const ask = async (): Promise<void> => {
    const mine = asked;
    const answer = await context.viewer.act({
      do: "complete",
      path: context.path,
      option: pill.option.name,
      typed: pill.input.value,
      others: { ...context.others(pill) },
    });
    if (mine === asked) onChoices(answer.kind === "choices" ? answer.choices : null);
  };
  return () => {
    clearTimeout(timer);
    asked += 1;
    timer = setTimeout(() => void ask(), PAUSE_MS);
  };
}
