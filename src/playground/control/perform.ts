import type { Outcome, ShownModal } from "../actor.ts";
import type { StandIn } from "../stand-in.ts";
import type { AuthorDesk } from "./authoring.ts";
import { movedTo } from "./move-clock.ts";
import type { Outbox, ReadOutbox } from "./outbox.ts";
import type { PlayClock } from "./play-clock.ts";
import type { Versions } from "./page-messages.ts";
import type { Power } from "./power.ts";
import type { Act, Answer } from "./protocol.ts";
import type { Reads } from "./reads.ts";
import type { Sample } from "./sample/sample.ts";
import type { Troubles } from "./troubles.ts";

export type Where = { readonly member: string; readonly channel: string };
/** What all open pages share. */
export type Desk = {
  readonly standIn: StandIn;
  readonly modals: Map<string, ShownModal>;
  readonly power: Power | null;
  readonly play: PlayClock;
  readonly troubles: Troubles;
  readonly sample: Sample;
  readonly outbox: ReadOutbox | null;
  readonly author: AuthorDesk | null;
  readonly reads: Reads;
  readonly versions: Versions;
  /** Shows in every page what has changed. */
  readonly refresh: () => void;
  /** How often the time was moved. */
  moves: number;
};
/** What is done by the server as a whole, not by the page that asks. */
type Performed = Exclude<Act, { do: "older" }>;

const MAX_OPEN_MODALS = 500;
const ELSEWHERE: Answer = { kind: "failed", why: "The bot runs elsewhere. Stop and start it there." };
const DONE: Answer = { kind: "done" };
/** What would take the time or the bot away from those who play the sample, or are having everything deleted. */
const DISTURBING: ReadonlySet<Act["do"]> = new Set([
  "move-clock",
  "move-to",
  "play",
  "trouble",
  "power",
  "kill",
  "empty",
]);

/** Does it as that member. What their client would not let them do is a failure with its reason, and so is a fault of the stand-in. */
export async function perform(desk: Desk, where: Where, act: Performed): Promise<Answer> {
  try {
    return await inWorld(desk, where, act);
  } catch (error) {
    return { kind: "failed", why: error instanceof Error ? error.message : String(error) };
  }
}

async function inWorld(desk: Desk, { member, channel }: Where, act: Performed): Promise<Answer> {
  const wait = DISTURBING.has(act.do) ? untilWhen(desk.sample) : null;
  if (wait !== null) return { kind: "failed", why: wait };
  const { standIn, modals, power, reads, refresh, play, troubles, sample } = desk;
  const actor = standIn.as(member, channel);
  const over = (outcome: Outcome): Answer => answerOf(outcome, modals);
  switch (act.do) {
    case "command":
      return over(await actor.command(act.path, act.options));
    case "on-message":
      return over(await actor.onMessage({ id: act.message }, act.command));
    case "complete": {
      const choices = await actor.complete(act.path, act.option, act.typed, act.others);
      return { kind: "choices", choices };
    }
    case "click":
      return over(await actor.click({ id: act.message }, act.customId));
    case "select":
      return over(await actor.select({ id: act.message }, act.customId, act.values));
    case "submit": {
      const modal = modals.get(act.modal);
      if (!modal) return { kind: "failed", why: "This form is too old. Open it again." };
      return over(await actor.submit(modal, act.fields));
    }
    case "say":
      actor.say(act.text, act.uploads);
      return DONE;
    case "direct":
      return { kind: "place", channel: standIn.world.directMessage(member).id };
    case "dismiss":
      actor.dismiss({ id: act.message });
      return DONE;
    case "read":
      reads.mark(member, channel);
      refresh(); // in other tabs of the same member too
      return DONE;
    case "play":
      play.set(act.speed);
      refresh();
      return DONE;
    case "outbox":
      return { kind: "outbox", outbox: await outboxOf(desk, channel) };
    case "preview": {
      const person = { id: member, name: standIn.world.displayName(member, null) };
      return { kind: "preview", renderings: desk.author?.preview(act.topic, person) ?? [] };
    }
    case "move-clock": {
      const outbox = await outboxOf(desk, channel);
      // Before /setup there is no group's zone: it is the one of whoever started this.
      const zone = outbox?.channel === null ? Temporal.Now.timeZoneId() : (outbox?.zone ?? "UTC");
      standIn.clock.set(movedTo(standIn.clock.now(), act.by, zone));
      return DONE;
    }
    case "move-to":
      if (act.at > standIn.clock.now()) standIn.clock.set(act.at);
      return DONE;
    case "trouble":
      troubles.set(act.trouble, act.on, channel);
      return DONE;
    case "empty":
      await sample.empty();
      return DONE;
    case "kill":
      if (!power) return ELSEWHERE;
      await power.kill();
      return DONE;
    case "power":
      if (!power) return ELSEWHERE;
      await power.set(act.on);
      return DONE;
  }
}

/** For what an act that disturbs has to wait; null: for nothing. */
function untilWhen(sample: Sample): string | null {
  const now = sample.state()?.kind;
  if (now === "filling") return "The last three weeks are still being played. Try again when they are over.";
  if (now === "emptying") return "The server is being emptied. Try again when that is done.";
  return null;
}

/** What the bot has to post in the guild of a channel, or in the first one there is. */
async function outboxOf({ standIn: { world }, outbox }: Desk, channel: string): Promise<Outbox | null> {
  const guild = world.channels.get(channel)?.guildId ?? world.guilds.keys().next().value;
  return outbox && guild ? outbox(guild) : null;
}

function answerOf(outcome: Outcome, modals: Map<string, ShownModal>): Answer {
  if (outcome.kind === "failed") return outcome;
  if (outcome.kind === "message") {
    return { kind: "message", message: outcome.message.id, ephemeral: outcome.ephemeral };
  }
  modals.set(outcome.modal.interactionId, outcome.modal);
  const oldest = modals.keys().next().value;
  if (modals.size > MAX_OPEN_MODALS && oldest !== undefined) modals.delete(oldest);
  return { kind: "modal", modal: outcome.modal };
}
