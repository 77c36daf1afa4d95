import type { Answer, State } from "../../control/protocol.ts";
import { byId, el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import type { Viewer } from "../viewer.ts";
import type { OutboxNews } from "./outbox-news.ts";
import type { Doing, Panel } from "./panel.ts";
import { createRoadmapPanel } from "./roadmap-panel.ts";
import { createServerPanel } from "./server-panel.ts";
import { createTimePanel } from "./time-panel.ts";
import { createTroublePanel } from "./trouble-panel.ts";

export type Panels = {
  update(state: State): void;
  tick(): void;
  /** Opens the panel of this title. */
  open: (title: string) => void;
  /** Closes the one that is open where it lies over the messages. */
  giveWay: () => void;
  /** Does something; what could not be done is shown above the panels. */
  act: Doing;
};

/**
 * The panels at the side, of which one at most is open. The focus goes into it, since the way there by Tab leads through the whole page, and
 * back to its button when it is closed.
 */
export function createPanels(viewer: Viewer, news: OutboxNews): Panels {
  const failure = el("p", { class: "failure", attrs: { role: "alert" } });
  const tell = (answer: Answer): void => {
    // Only to say so: who pressed a button in the bar stays at it.
    if (answer.kind === "failed" && !open) show(panels[0] ?? null);
    failure.textContent = answer.kind === "failed" ? answer.why : "";
  };
  const act: Doing = async (what) => {
    const answer = await viewer.act(what);
    tell(answer);
    return answer.kind !== "failed";
  };
  const panels: readonly Panel[] = [
    createTimePanel(viewer, news, act),
    createTroublePanel(act),
    createRoadmapPanel(viewer),
    createServerPanel(viewer, act),
  ];
  let open: Panel | null = null;
  let state: State | null = null;
  const side = byId("panel");
  const title = el("h2", { attrs: { tabindex: -1 } });
  const close = el(
    "button",
    { class: "icon-button", attrs: { type: "button", "aria-label": "Close the panel" } },
    icon("close"),
  );
  const room = el("div", { class: "panel-body" });
  side.replaceChildren(el("header", {}, title, close), failure, room);
  const buttons = panels.map((panel) => {
    const attrs = { type: "button", "aria-expanded": "false", "aria-controls": "panel" };
    // A key's click counts none. Who has a pointer needs no ring around a title, also just after a key.
    const on = { click: ({ detail }: MouseEvent) => goTo(open === panel ? null : panel, detail > 0) };
    return el("button", { class: "bar-button", text: panel.title, attrs, on });
  });
  const show = (panel: Panel | null): void => {
    const before = buttons[panels.findIndex((one) => one === open)];
    open = panel;
    side.hidden = panel === null;
    byId("app").classList.toggle("with-panel", panel !== null);
    for (const [index, button] of buttons.entries()) button.ariaExpanded = String(panels[index] === panel);
    failure.textContent = "";
    title.textContent = panel?.title ?? "";
    room.replaceChildren(...(panel ? [panel.element] : []));
    if (panel && state) panel.update(state);
    if (!panel) before?.focus();
  };
  const goTo = (panel: Panel | null, byPointer = false): void => {
    show(panel);
    title.classList.toggle("no-ring", byPointer);
    if (panel) title.focus();
  };
  close.addEventListener("click", () => show(null));
  const barButtons = byId("panel-buttons");
  barButtons.replaceChildren(...buttons);
  for (const from of [side, barButtons])
    from.addEventListener("keydown", (event) => event.key === "Escape" && open && show(null));
  return {
    update(next) {
      // "Wait until it is over" was said, and it is.
      if (isBusy(state) && !isBusy(next)) failure.textContent = "";
      state = next;
      for (const [index, button] of buttons.entries()) {
        const panel = panels[index];
        const number = panel?.count?.(next) ?? 0;
        const text = `${panel?.title}${number > 0 ? ` (${number})` : ""}`;
        if (button.textContent !== text) button.textContent = text;
      }
      for (const panel of panels) if (panel === open || panel.always) panel.update(next);
    },
    tick: () => open?.tick?.(),
    open: (title) => goTo(panels.find((panel) => panel.title === title) ?? null),
    giveWay: () => void (open && getComputedStyle(side).position === "absolute" && show(null)),
    act,
  };
}

const isBusy = (state: State | null): boolean =>
  state?.sample?.kind === "filling" || state?.sample?.kind === "emptying";
