import type { Act, Answer, Outbox, ShownMessage, State } from "../../control/protocol.ts";
import type { Viewer } from "../viewer.ts";

/** What the page knows while a step is shown. */
export type Known = {
  readonly state: State;
  /** Undefined before it was told; null where the bot runs elsewhere. */
  readonly outbox: Outbox | null | undefined;
};

/** Something that was done. */
export type Deed = {
  readonly act: Act;
  /** Of the button that was pressed. */
  readonly label: string | null;
  readonly answer: Answer;
  /** The message that came of it. */
  readonly message: ShownMessage | undefined;
};

export type Shown = {
  readonly title: string;
  readonly text: string;
  /** What does it for those who would rather watch; null where nothing can. */
  readonly help: { readonly label: string; readonly run: (viewer: Viewer) => void } | null;
};

/** One step of the first minute. */
export type Step = {
  /** How it reads, as things stand. */
  readonly shown: (known: Known) => Shown;
  /** Whether this is what was asked for. */
  readonly isDone: (deed: Deed, known: Known) => boolean;
  /** It is done by the click itself: a form that opens may be left empty or closed. */
  readonly asksAfterwards?: boolean;
  /** It is done when the week's prompt is posted, by whatever way. */
  readonly awaitsPrompt?: boolean;
};

type LabelledButton = { readonly custom_id: string; readonly label?: string };

/** The label of a button that was pressed. */
export function labelOf(act: Act, messages: readonly ShownMessage[]): string | null {
  if (act.do !== "click") return null;
  const message = messages.find(({ id }) => id === act.message);
  return buttonsOf(message).find(({ custom_id: id }) => id === act.customId)?.label ?? null;
}

/** Whether a message has a button whose label reads like this. */
export function offers(message: ShownMessage | undefined, label: RegExp): boolean {
  return buttonsOf(message).some((one) => label.test(one.label ?? ""));
}

function buttonsOf(message: ShownMessage | undefined): LabelledButton[] {
  return (message?.components ?? [])
    .flatMap((row): readonly object[] => ("components" in row ? row.components : []))
    .filter((one): one is LabelledButton => "custom_id" in one);
}

/** Whether it is the use of one of these commands. */
export const uses = (act: Act, ...paths: readonly string[]): boolean =>
  act.do === "command" && paths.includes(act.path);
