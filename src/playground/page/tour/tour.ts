import type { Act, Answer, ShownMessage, State } from "../../control/protocol.ts";
import { byId, el } from "../parts/dom.ts";
import { redrawKeepingFocus } from "../parts/focus.ts";
import type { Viewer } from "../viewer.ts";
import type { OutboxNews } from "../world/outbox-news.ts";
import { createPromptWatch, showPrompt } from "./prompt-step.ts";
import type { Deed, Known, Shown } from "./step.ts";
import { STEPS } from "./steps.ts";

export type Tour = {
  update(state: State): void;
  /** The outbox is another. */
  onOutbox(): void;
  /** A second has passed. */
  tick(): void;
  /** Something was done, with the button of this label where it was a click: perhaps it was the step's. */
  saw(act: Act, label: string | null, answer: Answer): void;
  /** From the beginning. */
  restart(): void;
};

const MEMORY = "waymark.tour";
const OVER = STEPS.length + 1;
/** What the page does by itself, between what one does. */
const asides: ReadonlySet<Act["do"]> = new Set(["outbox", "read", "older", "complete", "preview"]);

/** The guided first minute, above the messages: a step at a time, each found out to be done by what one does. */
export function createTour(viewer: Viewer, outbox: OutboxNews, onServer: () => void): Tour {
  const place = byId("tour");
  const watch = createPromptWatch();
  let at = remembered();
  let shown = "";
  let state: State | null = null;
  let inForm = false;
  let helped = false;
  /** What was done, while the bot still thinks about it. */
  let awaited: Deed | null = null;
  const known = (): Known => ({ state: viewer.state(), outbox: outbox.known() });
  const goTo = (step: number): void => {
    [at, awaited, helped] = [step, null, false];
    localStorage.setItem(MEMORY, String(step));
    watch.reset();
    look();
    show();
  };
  /** Finds out whether the prompt that is awaited has come. */
  const look = (): void => {
    const now = outbox.known();
    if (STEPS[at]?.awaitsPrompt !== true || !now) return;
    if (state?.sample?.kind === "filling") return void watch.reset();
    const [prompt, wasHelped] = [watch.posted(now), helped];
    if (!prompt) return;
    goTo(at + 1);
    if (wasHelped) showPrompt(prompt, viewer);
  };
  const ask = (): void => void (STEPS[at]?.awaitsPrompt && outbox.refresh());
  const judge = (deed: Deed): void => {
    const step = STEPS[at];
    awaited = deed.message?.loading ? deed : null;
    if (awaited || !step) return;
    const isDone = (deed.act.do === "submit" && inForm) || step.isDone(deed, known());
    // A form that opens first is a part of it, but for one that only asks for more.
    inForm = isDone && deed.answer.kind === "modal" && step.asksAfterwards !== true;
    if (isDone && !inForm) goTo(at + 1);
  };
  const show = (): void => {
    if (!state) return;
    const step = STEPS[at]?.shown(known());
    const key = JSON.stringify([at, state.sample?.kind, step, step?.help?.label]);
    if (key === shown) return;
    shown = key;
    redrawKeepingFocus(place, () => draw(step));
  };
  const draw = (step: Shown | undefined): void => {
    const isFilling = state?.sample?.kind === "filling";
    place.hidden = at >= OVER && !isFilling;
    if (isFilling) return place.replaceChildren(...fillingView(at));
    const onHelp = (): void => {
      helped = true;
      step?.help?.run(viewer);
    };
    place.replaceChildren(
      ...(step ? stepView(step, at, onHelp) : lastView(onServer)),
      el("button", {
        class: "link",
        text: step ? "Skip the tour" : "Close",
        attrs: { type: "button" },
        on: { click: () => goTo(OVER) },
      }),
    );
  };
  return {
    update(next) {
      state = next;
      if (awaited) judge({ ...awaited, message: find(next, awaited.answer) });
      ask();
      look();
      show();
    },
    onOutbox() {
      look();
      show();
    },
    tick: ask,
    saw(act, label, answer) {
      if (answer.kind === "failed" || !state || asides.has(act.do)) return;
      judge({ act, label, answer, message: find(viewer.state(), answer) });
    },
    restart: () => goTo(0),
  };
}

function find({ messages }: State, answer: Answer): ShownMessage | undefined {
  return answer.kind === "message" ? messages.find(({ id }) => id === answer.message) : undefined;
}

function remembered(): number {
  const step = Number(localStorage.getItem(MEMORY) ?? "0");
  return Number.isInteger(step) && step >= 0 ? step : 0;
}

/** While the history is played: on a phone this is all that says why the messages run. */
function fillingView(at: number): HTMLElement[] {
  const begins = at < OVER ? " The tour begins in a few seconds." : "";
  return [
    el("p", { class: "tour-count", text: "…" }),
    wordsView("Three weeks of a study group are being played", `by the bot's own commands.${begins}`),
  ];
}

function stepView({ title, text, help }: Shown, at: number, onHelp: () => void): (HTMLElement | "")[] {
  return [
    el("p", { class: "tour-count", text: `${at + 1} of ${STEPS.length}` }),
    wordsView(title, text),
    help ? buttonView(help.label, onHelp) : "",
  ];
}

function lastView(onServer: () => void): HTMLElement[] {
  return [
    el("p", { class: "tour-count", text: "✓" }),
    wordsView(
      "That was the first minute",
      "Break something under Trouble, read a roadmap, or take it to your server.",
    ),
    buttonView("Use it on your server", onServer),
  ];
}

const wordsView = (title: string, text: string): HTMLElement =>
  el("div", { class: "tour-words" }, el("strong", { text: title }), el("span", { text }));

const buttonView = (text: string, click: () => void): HTMLElement =>
  el("button", { class: "button small button-1", text, attrs: { type: "button" }, on: { click } });
