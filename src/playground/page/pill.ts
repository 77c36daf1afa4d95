import type { OptionValues } from "../actor.ts";
import type { Choice } from "../protocol.ts";
import type { Option } from "./command-line.ts";
import { el, freshId } from "./dom.ts";
import { choicesOf, fitting, isCompleted, readOption } from "./option-value.ts";
import type { Read } from "./option-value.ts";
import type { Suggestions } from "./suggestions.ts";
import type { Viewer } from "./viewer.ts";

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

export function createPill(option: Option, context: PillContext): Pill {
  const id = freshId("option");
  const attrs = {
    id,
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-required": option.required ? "true" : undefined,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "send",
  };
  const input = el("input", { class: "pill-value", attrs });
  const name = el("label", {
    class: "pill-name",
    text: option.name,
    attrs: { for: id, title: option.description },
  });
  const element = el("span", { class: "pill" }, name, input);
  let chosen: Choice | null = null;
  /** What can be chosen, or what the bot offered last. */
  let offered = choicesOf(option, context.viewer.state());
  let byHand = false;
  const fit = (): void => input.style.setProperty("--length", String(Math.max(2, input.value.length + 1)));

  const pill: Pill = {
    option,
    element,
    input,
    type(text) {
      input.value = text;
      byHand = text !== "";
      chosen = null;
      fit();
    },
    read: () => readOption(option, input.value, chosen ? [chosen] : offered),
    isEmpty: () => input.value.trim() === "",
    markWrong(wrong) {
      element.classList.toggle("wrong", wrong);
      input.ariaInvalid = wrong ? "true" : null;
      if (wrong) input.setAttribute("aria-describedby", context.errorId);
      else input.removeAttribute("aria-describedby");
    },
  };
  const choose = (choice: Choice): void => {
    input.value = choice.name;
    chosen = choice;
    fit();
    pill.markWrong(false);
    context.suggestions.hide();
    context.onChosen(pill);
  };
  const suggest = (choices: readonly Choice[] | null, none: string): void => {
    if (document.activeElement !== input) return;
    const whole = choices?.some(({ name }) => name === input.value) ?? false;
    context.suggestions.show(input, {
      title: `${option.name} — ${option.description}`,
      items: (choices ?? [])
        .slice(0, MAX_SHOWN)
        .map((choice) => ({ label: choice.name, choose: () => choose(choice) })),
      none,
      ready: !byHand && !whole,
    });
  };
  const ask = completer(pill, context, (choices) => {
    offered = choices;
    suggest(choices, choices ? "No options match your search." : "Loading options failed.");
  });
  const refresh = (): void => {
    if (isCompleted(option)) {
      suggest(null, "Loading options…");
      ask();
    } else if (offered) suggest(fitting(offered, chosen ? "" : input.value), "Nothing in the list fits.");
    else suggest(null, "");
  };
  input.addEventListener("focus", refresh);
  input.addEventListener("input", () => {
    if (chosen?.name !== input.value) chosen = null;
    if (pill.isEmpty()) byHand = false;
    fit();
    pill.markWrong(false);
    refresh();
  });
  input.addEventListener("blur", () => context.suggestions.hide());
  fit();
  return pill;
}

/** Asks the bot after a pause in typing. An answer that comes after a newer question is dropped. */
function completer(
  pill: Pill,
  context: PillContext,
  onChoices: (choices: readonly Choice[] | null) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const ask = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const act = {
      do: "complete",
      path: context.path,
      option: pill.option.name,
      typed: pill.input.value,
      others: context.others(pill),
    } as const;
    const answer = await context.viewer.act({ ...act, others: { ...act.others } });
    if (mine === asked) onChoices(answer.kind === "choices" ? answer.choices : null);
  };
  return () => {
    clearTimeout(timer);
    asked += 1;
    timer = setTimeout(() => void ask(), PAUSE_MS);
  };
}
