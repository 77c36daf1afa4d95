import { avatarView } from "./avatar.ts";
import { buildPicker } from "./picker-view.ts";
import type { PickerParts } from "./picker-view.ts";

export type PickOption = {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly emoji?: string | undefined;
  /** The id of a person, who is shown with their picture. */
  readonly avatar?: string;
};
export type PickerSettings = {
  /** Names the control for those who cannot see where it stands. */
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly PickOption[];
  readonly chosen: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  /** Told when the person is done and has chosen something else than before. */
  readonly onPick?: (values: readonly string[]) => void;
};
export type Picker = {
  readonly element: HTMLElement;
  /** What takes the focus. */
  readonly button: HTMLButtonElement;
  values(): readonly string[];
};

/** A picker at work. `settled` is what counts; `ticked` what is ticked while the list is open. */
type Pick = PickerParts & {
  readonly settings: PickerSettings;
  settled: readonly string[];
  ticked: ReadonlySet<string>;
  active: number;
};

/**
 * A select as Discord has it: a button that opens a list. One value: picking it closes the list. Several: each is ticked, and the list is left
 * by Done, by a click elsewhere or by Tab. Escape keeps what was chosen before. The arrows, Home, End and letters move.
 */
export function createPicker(settings: PickerSettings): Picker {
  const settled = settings.chosen.filter((value) => settings.options.some((one) => one.value === value));
  const pick: Pick = { ...buildPicker(settings), settings, settled, ticked: new Set(settled), active: -1 };
  const { element, button, popup, rows, done } = pick;
  button.addEventListener("keydown", (event) => onKey(pick, event));
  button.addEventListener("click", () => (popup.hidden ? setOpen(pick, true) : leave(pick, true)));
  done.addEventListener("click", () => {
    leave(pick, true);
    button.focus();
  });
  for (const [index, row] of rows.entries()) {
    row.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays on the button
    row.addEventListener("click", () => toggle(pick, index));
  }
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) leave(pick, true);
  });
  show(pick);
  return { element, button, values: () => pick.settled };
}

function show({ settings, ticked, active, shown, button, rows, done, popup }: Pick): void {
  const { options, min, max, placeholder } = settings;
  const chosen = options.filter(({ value }) => ticked.has(value));
  const labels = chosen.map(({ label, emoji }) => (emoji ? `${emoji} ${label}` : label));
  shown.replaceChildren(labels.join(", ") || placeholder);
  for (const { avatar, label } of chosen) if (avatar !== undefined) shown.prepend(avatarView(avatar, label));
  shown.classList.toggle("placeholder", labels.length === 0);
  for (const [index, row] of rows.entries()) {
    row.setAttribute("aria-selected", String(ticked.has(options[index]?.value ?? "")));
    row.classList.toggle("active", index === active);
  }
  done.disabled = ticked.size < min || ticked.size > max;
  const current = popup.hidden ? undefined : rows[active]?.id;
  if (current === undefined) button.removeAttribute("aria-activedescendant");
  else button.setAttribute("aria-activedescendant", current);
}

function setOpen(pick: Pick, open: boolean): void {
  const { settings, ticked, popup, button } = pick;
  const first = settings.options.findIndex(({ value }) => ticked.has(value));
  pick.active = open ? Math.max(0, first) : -1;
  popup.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  show(pick);
  if (open) popup.scrollIntoView({ block: "nearest" });
}

/** Closes the list. What was ticked counts only where it is enough, and is told only where it is new. */
function leave(pick: Pick, keep: boolean): void {
  if (pick.popup.hidden) return;
  const { options, min, max, onPick } = pick.settings;
  const values = options.map(({ value }) => value).filter((value) => pick.ticked.has(value));
  const valid = keep && values.length >= min && values.length <= max;
  const changed = values.join() !== pick.settled.join();
  if (valid) pick.settled = values;
  pick.ticked = new Set(pick.settled);
  setOpen(pick, false);
  if (valid && changed) onPick?.(values);
}

function toggle(pick: Pick, index: number): void {
  const { options, min, max } = pick.settings;
  const value = options[index]?.value;
  if (value === undefined) return;
  pick.active = index;
  const ticked = new Set(max > 1 ? pick.ticked : []);
  if (!pick.ticked.has(value)) ticked.add(value);
  else if (max > 1 || min === 0) ticked.delete(value);
  else ticked.add(value);
  if (ticked.size <= max) pick.ticked = ticked;
  if (max === 1) leave(pick, true);
  else show(pick);
}

function move(pick: Pick, to: number): void {
  pick.active = Math.min(Math.max(to, 0), pick.rows.length - 1);
  show(pick);
  pick.rows[pick.active]?.scrollIntoView({ block: "nearest" });
}

/** To the next option that begins with this letter. */
function jump(pick: Pick, letter: string): void {
  const { options } = pick.settings;
  const order = options.map((_, offset) => (pick.active + 1 + offset) % options.length);
  const found = order.find((index) => options[index]?.label.toLowerCase().startsWith(letter.toLowerCase()));
  if (found !== undefined) move(pick, found);
}

function onKey(pick: Pick, event: KeyboardEvent): void {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || key === "Tab") return;
  if (pick.popup.hidden) {
    if (!["ArrowDown", "ArrowUp", "Enter", " "].includes(key)) return;
    setOpen(pick, true);
  } else if (key === "ArrowDown") move(pick, pick.active + 1);
  else if (key === "ArrowUp") move(pick, pick.active - 1);
  else if (key === "Home") move(pick, 0);
  else if (key === "End") move(pick, pick.rows.length - 1);
  else if (key === "Enter" || key === " ") toggle(pick, pick.active);
  else if (key === "Escape") leave(pick, false);
  else if (key.length === 1) jump(pick, key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
