import type { State } from "../../control/protocol.ts";
import { createCommandForm } from "./command-form.ts";
import type { CommandForm } from "./command-form.ts";
import { entriesOf, matching, readLine, whyNone } from "./command-line.ts";
import type { Entry } from "./command-line.ts";
import { byId } from "../parts/dom.ts";
import { fittingNames, nameable, typedName, withCodes } from "./mentions.ts";
import { placeholderOf } from "./placeholder.ts";
import { createSuggestions } from "./suggestions.ts";
import type { Suggestions } from "./suggestions.ts";
import { createTray } from "./tray.ts";
import type { Tray } from "./tray.ts";
import type { Viewer } from "../viewer.ts";

export type Composer = {
  update(state: State): void;
  /** Puts a command in, ready to be sent: its path, and options as one types them. */
  compose(command: string): void;
  /** Says what could not be done, until something is typed. */
  tell(problem: string): void;
};

type Desk = {
  readonly viewer: Viewer;
  readonly input: HTMLInputElement;
  readonly room: HTMLElement;
  readonly error: HTMLElement;
  readonly suggestions: Suggestions;
  readonly tray: Tray;
  entries: readonly Entry[];
  /** What `entries` was made of, to see when it changes. */
  commands: string;
  /** The chosen command; null while plain text is typed. */
  form: CommandForm | null;
};

/** Where one types: plain text, or a command with its options. */
export function createComposer(viewer: Viewer): Composer {
  const desk: Desk = {
    viewer,
    input: byId("composer-input") as HTMLInputElement,
    room: byId("composer-room"),
    error: byId("composer-error"),
    suggestions: createSuggestions(byId("suggestions")),
    tray: createTray(viewer, (problem) => tell(desk, problem)),
    entries: [],
    commands: "",
    form: null,
  };
  const { input, room } = desk;
  input.addEventListener("input", () => onInput(desk));
  input.addEventListener("focus", () => onInput(desk));
  input.addEventListener("blur", () => desk.suggestions.hide());
  room.addEventListener("keydown", (event) => onKey(desk, event));
  input.addEventListener("paste", ({ clipboardData }) => desk.tray.put([...(clipboardData?.files ?? [])]));
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send(desk);
  });
  return {
    update: (state) => update(desk, state),
    tell: (problem) => tell(desk, problem),
    compose(command) {
      leave(desk, `/${command}`);
      const line = readLine(desk.entries, `/${command}`);
      if (line) open(desk, line.entry, line.values);
    },
  };
}

function update(desk: Desk, state: State): void {
  const commands = JSON.stringify(state.commands);
  const changed = commands !== desk.commands;
  [desk.commands, desk.entries] = [commands, entriesOf(state.commands)];
  const place = state.channels.find(({ id }) => id === state.channel);
  desk.input.placeholder = placeholderOf(place, desk.entries.length === 0);
  const gone = desk.form && !desk.entries.some(({ path }) => path === desk.form?.entry.path);
  if (gone) leave(desk, `/${desk.form?.entry.path}`);
  if (changed && document.activeElement === desk.input && desk.input.value.startsWith("/")) onInput(desk);
}

function onInput(desk: Desk): void {
  const { input, entries, suggestions } = desk;
  tell(desk, "");
  if (!input.value.startsWith("/")) return suggestNames(desk);
  const line = readLine(entries, input.value);
  if (line?.goesOn && line.entry.options.length > 0) return open(desk, line.entry, line.values);
  suggestions.show(input, {
    title: "Commands",
    items: matching(entries, input.value.slice(1)).map((entry) => ({
      label: `/${entry.path}`,
      detail: entry.description,
      choose: () => open(desk, entry, new Map()),
    })),
    none: entries.length === 0 ? "The bot is starting…" : "No command fits. Take back a letter to see more.",
    ready: true,
  });
}

/** While a name is typed, whom or what it can be. */
function suggestNames({ input, suggestions, viewer }: Desk): void {
  const name = typedName(input.value, input.selectionStart ?? input.value.length);
  const fitting = name ? fittingNames(nameable(viewer.state()), name.typed) : [];
  if (!name || fitting.length === 0) return suggestions.hide();
  suggestions.show(input, {
    title: name.typed.startsWith("#") ? "Channels" : "Members and roles",
    items: fitting.map(({ label, detail }) => ({
      label,
      detail,
      choose: () => {
        input.setRangeText(`${label} `, name.from, name.from + name.typed.length, "end");
        suggestions.hide();
      },
    })),
    ready: name.typed.length > 1,
  });
}

function onKey(desk: Desk, event: KeyboardEvent): void {
  if (event.isComposing) return; // Enter that ends a word in Japanese or Chinese is not ours
  const enter = event.key === "Enter";
  // A command that is typed out is sent at once, not chosen from the list first.
  const whole =
    enter && !desk.form && !desk.suggestions.isMoved() && readLine(desk.entries, desk.input.value);
  if (!whole && desk.suggestions.onKey(event)) return;
  if (event.key === "Escape" && (desk.form || desk.input.value)) {
    event.preventDefault();
    leave(desk, "");
  } else if (enter) {
    event.preventDefault();
    send(desk);
  }
}

function open(desk: Desk, entry: Entry, values: ReadonlyMap<string, string>): void {
  const { viewer, suggestions, input, room, error } = desk;
  suggestions.hide();
  desk.form?.element.remove();
  const form = createCommandForm({
    entry,
    values,
    viewer,
    suggestions,
    errorId: error.id,
    tell: (problem) => tell(desk, problem),
    onLeave: () => leave(desk, `/${entry.path}`),
  });
  desk.form = form;
  input.value = "";
  input.hidden = true;
  room.append(form.element);
  form.focus();
}

/** Back to plain text. */
function leave(desk: Desk, text: string): void {
  const { input } = desk;
  desk.suggestions.hide();
  input.hidden = false;
  input.value = text;
  input.focus();
  desk.form?.element.remove();
  desk.form = null;
  onInput(desk);
}

function send(desk: Desk): void {
  const { viewer, input } = desk;
  const text = input.value.trim();
  if (!desk.form && text.startsWith("/")) {
    const line = readLine(desk.entries, text);
    if (!line) return tell(desk, whyNone(desk.entries, text));
    open(desk, line.entry, line.values);
  }
  if (desk.form) {
    const options = desk.form.gather();
    if (!options) return;
    const { path } = desk.form.entry;
    leave(desk, "");
    viewer.send({ do: "command", path, options: { ...options } });
  } else if (text !== "" || !desk.tray.isEmpty()) {
    const written = withCodes(text, nameable(viewer.state()));
    const tooLong = written.length - input.maxLength;
    if (tooLong > 0) return tell(desk, `Too long by ${tooLong}: a mention counts as the code it becomes.`);
    leave(desk, "");
    void say(desk, text, written);
  }
}

/** `text`: as it was typed, `written`: as it goes out. Both stay where it did not go. */
async function say({ viewer, input, error, tray }: Desk, text: string, written: string): Promise<void> {
  const { ids, putBack } = await tray.take();
  const answer = await viewer.act({ do: "say", text: written, uploads: [...ids] });
  if (answer.kind !== "failed") return;
  putBack();
  if (input.value === "") input.value = text;
  error.textContent = answer.why;
}

function tell(desk: Desk, problem: string): void {
  if (desk.error.textContent !== problem) desk.error.textContent = problem;
}
