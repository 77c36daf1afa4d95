import type { Act, ShownMessage } from "../../control/protocol.ts";
import { isLater } from "../ids.ts";
import type { Viewer } from "../viewer.ts";

export type Step = {
  readonly title: string;
  readonly text: string;
  /** The same where nobody was before: there is no sample data. */
  readonly textAlone?: string;
  /** What does it for those who would rather watch. */
  readonly help: { readonly label: string; readonly run: (viewer: Viewer) => void };
  /** Whether this is what was asked for. `label`: of the button that was pressed. */
  readonly isDone: (act: Act, label: string | null) => boolean;
  /** It is done by the click itself: a form that opens may be left empty or closed. */
  readonly asksAfterwards?: boolean;
};

const LOOK_AGAIN_MS = 200;

const uses = (act: Act, ...paths: readonly string[]): boolean =>
  act.do === "command" && paths.includes(act.path);

/** The first minute: what one does, in this order. */
export const STEPS: readonly Step[] = [
  {
    title: "What is next for you?",
    text: "Type /roadmap next and send it. Waymark asks two or three things once, then names your topic and why.",
    help: { label: "Type it for me", run: (viewer) => viewer.compose("roadmap next") },
    isDone: (act) => uses(act, "roadmap next"),
  },
  {
    title: "Finish something",
    text: "Press Looks right if it asks, then Done on the topic. Share shows it to the others.",
    help: { label: "Use a command for it", run: (viewer) => viewer.compose("roadmap done") },
    isDone: (act, label) => uses(act, "roadmap done") || label === "Done",
  },
  {
    title: "Join a sprint",
    text: "A few people, one topic, until a date. Press Join on a sprint in this channel, or start one.",
    textAlone:
      "A few people, one topic, until a date. Start one with /sprint start; others press Join on its card.",
    help: { label: "Find one", run: findSprint },
    asksAfterwards: true,
    isDone: (act, label) => uses(act, "sprint start") || /^join\b/i.test(label ?? ""),
  },
  {
    title: "Move to Monday",
    text: "The week's topic is posted on Mondays, in the channel chosen with /setup. Move the time there, and watch.",
    textAlone:
      "The week's topic is posted on Mondays. Choose its channel with /setup, then move the time, and watch.",
    help: { label: "Move", run: (viewer) => void moveToMonday(viewer) },
    isDone: ({ do: what }) => what === "move-clock" || what === "move-to" || what === "play",
  },
  {
    title: "Who keeps going?",
    text: "Type /leaderboard. A new week begins at nothing; period: All time has the whole group.",
    textAlone: "Type /leaderboard. Whoever shows their progress is on it; choose that with /me.",
    help: { label: "Type it for me", run: (viewer) => viewer.compose("leaderboard period: All time") },
    isDone: (act) => uses(act, "leaderboard"),
  },
];

/** The label of a button that was pressed. */
export function labelOf(act: Act, messages: readonly ShownMessage[]): string | null {
  if (act.do !== "click") return null;
  const message = messages.find(({ id }) => id === act.message);
  return buttonsOf(message).find(({ custom_id: id }) => id === act.customId)?.label ?? null;
}

type LabelledButton = { readonly custom_id: string; readonly label?: string };

function buttonsOf(message: ShownMessage | undefined): LabelledButton[] {
  return (message?.components ?? [])
    .flatMap((row): readonly object[] => ("components" in row ? row.components : []))
    .filter((one): one is LabelledButton => "custom_id" in one);
}

/** Goes to the last message with a button that joins; where there is none, a command does it. */
function findSprint(viewer: Viewer): void {
  const joins = (message: ShownMessage): boolean =>
    buttonsOf(message).some(({ label }) => /^join\b/i.test(label ?? ""));
  const found = viewer.state().messages.findLast(joins);
  if (!found || !viewer.reveal(found.id)) viewer.compose("sprint start");
}

/** Moves there, where something is posted then; before that, somebody has to choose the channel. */
async function moveToMonday(viewer: Viewer): Promise<void> {
  const answer = await viewer.act({ do: "outbox" });
  if (answer.kind === "outbox" && answer.outbox?.next === null) viewer.compose("setup");
  else {
    const { messages } = viewer.state();
    await viewer.act({ do: "move-clock", by: "monday" });
    showFrom(viewer, messages.at(-1)?.id ?? "0");
  }
}

/** Shows the next prompt from its beginning, once it is posted: it is longer than most screens. */
function showFrom(viewer: Viewer, after: string, tries = 50): void {
  const isPrompt = (message: ShownMessage): boolean =>
    buttonsOf(message).some(({ label }) => label === "I'm in");
  const found = viewer.state().messages.find((one) => isLater(one.id, after) && isPrompt(one));
  if (found) viewer.reveal(found.id, "start");
  else if (tries > 0) setTimeout(() => showFrom(viewer, after, tries - 1), LOOK_AGAIN_MS);
}
