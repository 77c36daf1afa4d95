import type { Act, Answer, State } from "../../control/protocol.ts";
import { byId, el } from "../parts/dom.ts";
import { redrawKeepingFocus } from "../parts/focus.ts";
import type { Viewer } from "../viewer.ts";
import { STEPS } from "./steps.ts";
import type { Step } from "./steps.ts";

export type Tour = {
  update(state: State): void;
  /** Something was done, with the button of this label where it was a click: perhaps it was the step's. */
  saw(act: Act, label: string | null, answer: Answer): void;
  /** From the beginning. */
  restart(): void;
};

const MEMORY = "waymark.tour";
const OVER = STEPS.length + 1;

/** The guided first minute, above the messages: a step at a time, each found out to be done by what one does. */
export function createTour(viewer: Viewer, onServer: () => void): Tour {
  const place = byId("tour");
  let at = remembered();
  let shown = "";
  let sample: State["sample"] = null;
  let inForm = false;
  const goTo = (step: number): void => {
    at = step;
    localStorage.setItem(MEMORY, String(step));
    show();
  };
  const show = (): void => {
    const key = `${at} ${sample?.kind}`;
    if (key === shown) return;
    shown = key;
    redrawKeepingFocus(place, draw);
  };
  const draw = (): void => {
    place.hidden = at >= OVER && sample?.kind !== "filling";
    if (sample?.kind === "filling") return place.replaceChildren(...fillingView(at));
    const step = STEPS[at];
    place.replaceChildren(
      ...(step ? stepView(step, { at, isAlone: sample === null, viewer }) : lastView(onServer)),
      el("button", {
        class: "link",
        text: step ? "Skip the tour" : "Close",
        attrs: { type: "button" },
        on: { click: () => goTo(OVER) },
      }),
    );
  };
  return {
    update(state) {
      sample = state.sample;
      show();
    },
    saw(act, label, answer) {
      if (answer.kind === "failed") return;
      const step = STEPS[at];
      const isDone = (act.do === "submit" && inForm) || step?.isDone(act, label) === true;
      // A form that opens first is a part of it, but for one that only asks for more.
      inForm = isDone && answer.kind === "modal" && step?.asksAfterwards !== true;
      if (isDone && !inForm) goTo(at + 1);
    },
    restart: () => goTo(0),
  };
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

type Shown = { readonly at: number; readonly isAlone: boolean; readonly viewer: Viewer };

function stepView({ title, text, textAlone, help }: Step, { at, isAlone, viewer }: Shown): HTMLElement[] {
  return [
    el("p", { class: "tour-count", text: `${at + 1} of ${STEPS.length}` }),
    wordsView(title, (isAlone && textAlone) || text),
    buttonView(help.label, () => help.run(viewer)),
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
