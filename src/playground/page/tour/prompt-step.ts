import type { Act, Outbox, OutboxRow } from "../../control/protocol.ts";
import { entriesOf } from "../composer/command-line.ts";
import type { Viewer } from "../viewer.ts";
import { groupTime } from "../world/group-time.ts";
import type { Known, Shown, Step } from "./step.ts";

const LOOK_AGAIN_MS = 200;
const TITLE = "Move to the next topic of the week";

/** Moves to when the group's next prompt is due, where one is; else it says what is in the way. */
export const promptStep: Step = {
  shown({ state, outbox }) {
    if (outbox === undefined)
      return { title: TITLE, text: "It is posted in the group's channel.", help: null };
    if (outbox === null) return elsewhere;
    if (!state.botOnline)
      return told("Waymark is offline, and nothing is posted. Under Trouble it is started again.", null);
    if (outbox.parked !== null)
      return inTheWay(`Nothing is posted at present: ${outbox.parked}.`, "goes on from there", state);
    if (outbox.next !== null) return dueView(outbox.next, outbox.zone);
    return outbox.channel === null
      ? inTheWay("Nothing is posted yet.", "chooses the channel", state)
      : inTheWay("Nothing more is posted: the group is at the end of the roadmap.", "begins anew", state);
  },
  awaitsPrompt: true,
  // What a bot that runs elsewhere has to post is not known here.
  isDone: ({ act }, { outbox }) => outbox === null && moves(act),
};

const moves = ({ do: what }: Act): boolean => what === "move-clock" || what === "move-to" || what === "play";

const told = (text: string, help: Shown["help"]): Shown => ({ title: TITLE, text, help });

const elsewhere: Shown = {
  title: "Move to Monday",
  text: "The week's topic is posted in the channel chosen with /setup, on Mondays unless that says otherwise.",
  help: { label: "Move", run: (viewer) => void viewer.act({ do: "move-clock", by: "monday" }) },
};

function dueView(next: number, zone: string | null): Shown {
  const at = new Intl.DateTimeFormat(undefined, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(next);
  const there = groupTime(next, zone);
  const forGroup = there === null ? "" : ` (${there} for the group)`;
  // The page speaks English, whatever the dates are written in.
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: zone ?? undefined }).format(
    next,
  );
  return {
    title: `Move to ${weekday}`,
    text: `The week's topic is posted ${at}${forGroup}. Move the time there, and watch.`,
    help: { label: "Move", run: (viewer) => void viewer.act({ do: "move-to", at: next }) },
  };
}

/** /setup ends it: for who has that, and else by way of who owns the server. */
function inTheWay(why: string, what: string, { commands, members }: Known["state"]): Shown {
  if (entriesOf(commands).some(({ path }) => path === "setup")) {
    const help = { label: "Type /setup", run: (viewer: Viewer) => viewer.compose("setup") };
    return told(`${why} /setup ${what}.`, help);
  }
  const owner = members.find((member) => member.owner);
  const help = owner && { label: `Be ${owner.name}`, run: (viewer: Viewer) => viewer.become(owner.id) };
  return told(`${why} Whoever owns the server ${what} with /setup.`, help ?? null);
}

/** Finds out that a prompt was posted since the first time it was asked. */
export function createPromptWatch() {
  let before: ReadonlySet<number> | null = null;
  return {
    /** Looks from now on. */
    reset: () => (before = null),
    /** The prompt that came; null as long as none has. */
    posted({ rows }: Outbox): OutboxRow | null {
      const sent = rows.filter(({ what, state }) => what === "Weekly prompt" && state === "sent");
      before ??= new Set(sent.map(({ id }) => id));
      return sent.find(({ id }) => !before?.has(id)) ?? null;
    },
  };
}

/** Goes to a prompt that was posted, and shows it from its beginning: it is longer than most screens. */
export function showPrompt({ channel, message }: OutboxRow, viewer: Viewer): void {
  const { channels, channel: current } = viewer.state();
  const known = channels.some(({ id }) => id === channel);
  if (channel !== null && known && channel !== current) viewer.goTo(channel);
  if (message !== null) showSoon(message, viewer);
}

function showSoon(message: string, viewer: Viewer, tries = 50): void {
  if (viewer.show(message) || tries === 0) return;
  setTimeout(() => showSoon(message, viewer, tries - 1), LOOK_AGAIN_MS);
}
