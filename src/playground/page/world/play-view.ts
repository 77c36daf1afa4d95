import type { Speed, State } from "../../control/protocol.ts";
import { el, freshId } from "../parts/dom.ts";
import type { Doing } from "./panel.ts";

const SPEEDS: readonly (readonly [Speed, string])[] = [
  [600, "10 minutes a second"],
  [3_600, "1 hour a second"],
  [21_600, "6 hours a second"],
  [86_400, "1 day a second"],
];

/** Lets the time run: a button that plays and stops, and how fast. */
export function createPlayView(act: Doing) {
  const id = freshId("speed");
  const button = el("button", { class: "button small", attrs: { type: "button" } });
  const select = el(
    "select",
    { attrs: { id } },
    ...SPEEDS.map(([speed, text]) => el("option", { text, attrs: { value: speed } })),
  );
  select.value = "3600";
  let playing: Speed | null = null;
  const chosen = (): Speed => SPEEDS.find(([speed]) => String(speed) === select.value)?.[0] ?? 3_600;
  button.addEventListener("click", () => void act({ do: "play", speed: playing === null ? chosen() : null }));
  select.addEventListener("change", () => playing !== null && void act({ do: "play", speed: chosen() }));
  return {
    element: el(
      "div",
      { class: "play" },
      button,
      el("label", { class: "for-ears", text: "Speed", attrs: { for: id } }),
      select,
    ),
    update(state: Pick<State, "playing">): void {
      ({ playing } = state);
      button.textContent = playing === null ? "▶ Play" : "❚❚ Stop";
      button.ariaLabel = playing === null ? "Play the time" : "Stop the time";
      if (playing !== null) select.value = String(playing);
    },
  };
}
