const SVG = "http://www.w3.org/2000/svg";

/** Drawn for a field of 24 by 24. */
const SHAPES = {
  home: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
  menu: "M3 6h18M3 12h18M3 18h18",
  people:
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM1.5 21c0-4 3-7 7.5-7s7.5 3 7.5 7M15.5 3.4a4 4 0 0 1 0 7.2M18.5 14.5c2.5.9 4 3.3 4 6.5",
  close: "M5 5l14 14M19 5 5 19",
  plus: "M12 4v16M4 12h16",
  calendar: "M4 5h16v16H4zM4 10h16M8 2v5M16 2v5",
  thread: "M4 4h16v11h-8l-4 4v-4H4zM8 8h8M8 11h5",
  send: "M3 20.5 22 12 3 3.5 3 10l12 2-12 2z",
  down: "M6 9l6 6 6-6",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  crown: "M3 8l4.5 4L12 5l4.5 7L21 8l-2 11H5z",
  file: "M6 2h8l5 5v15H6zM14 2v5h5",
} as const;
export type IconName = keyof typeof SHAPES;
/** Those that are surfaces, where the others are lines. */
const FILLED: ReadonlySet<IconName> = new Set(["home", "send", "crown"]);

/** A small picture that says nothing by itself: what it stands for is said beside it or in a label. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", FILLED.has(name) ? "icon icon-filled" : "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
