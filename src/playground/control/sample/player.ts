import type { Actor, Outcome, ShownModal } from "../../actor.ts";
import type { StandIn } from "../../stand-in.ts";
import type { ShownMessage } from "../../view.ts";
import { SEED } from "../../world/seed.ts";
import { untilTrue } from "./wait.ts";

/**
 * One sample member at work: uses the bot's own commands, as they would in their client. They do what is offered: in a roadmap of a single
 * topic there comes a day with nothing to start, and then they start nothing.
 */
export type Player = {
  /** Answers what the bot asks before the first topic. `zone`: a place; `hidden`: not on the board. */
  settle(about: { readonly zone: string; readonly cloud: string; readonly hidden?: boolean }): Promise<void>;
  /** Starts the topic that the bot suggests, or another of those it offers, by its number. Its title; null: there was none to start. */
  start(other?: number): Promise<string | null>;
  /** Checks off so many more objectives of the topic they are on. */
  check(count: number): Promise<void>;
  /** Finishes the topic they are on, and tells the others. Whether there was one. */
  finish(): Promise<boolean>;
  /** Says of the suggested topic that they know it already, where that leaves them something to learn. */
  know(): Promise<void>;
  /** Says yes to the latest weekly prompt. */
  join(): Promise<void>;
  /** Wants to have finished the topic they are on in so many days. */
  date(days: number): Promise<void>;
  /** What the group began with, by the first weekly prompt; null: none was posted. */
  groupTopic(): string | null;
  /** Starts a sprint of a week on the topic they are on. */
  sprint(goal: string): Promise<void>;
  /** Joins the sprint that was started last. */
  joinSprint(): Promise<void>;
  say(text: string): void;
  /** Writes in #general. */
  greet(text: string): void;
  /** Writes in the discussion of the latest weekly prompt. */
  discuss(text: string): void;
  /** Dismisses what only they have seen, so that the channel reads as it does for somebody who comes back. */
  tidy(): void;
};

const OTHERS = "Rather something else";

/**
 * Where the labels of the bot's buttons are what they are pressed by. A button that depends on the roadmap is left alone where it is not
 * there; any other that is not there is an Error which says so.
 */
export function createPlayer(standIn: StandIn, userId: string, channelId: string): Player {
  const actor = standIn.as(userId, channelId);
  const next = async (): Promise<ShownMessage> => shown(await actor.command("roadmap next"));
  const press = async (on: ShownMessage, label: string): Promise<ShownMessage> =>
    shown(await actor.click(on, label));
  const pressAny = async (on: ShownMessage, label: string): Promise<ShownMessage | null> =>
    offers(on, label) ? press(on, label) : null;
  // A card is brought up to date a moment after it is posted or somebody came: at that time, not when the next one has their turn.
  const cardChanged = (since: number | null): Promise<void> =>
    untilTrue(standIn.clock, () => (latest(actor.view(), "Join")?.editedAt ?? null) !== since);
  return {
    async settle({ zone, cloud, hidden }) {
      let panel = await fillIn(actor, await actor.click(await next(), "Another zone…"), { answer: zone });
      const select = selectsOf(panel).find(({ options }) => options.some(({ value }) => value === cloud));
      if (select) panel = shown(await actor.select(panel, select.custom_id, [cloud]));
      if (hidden) panel = await press(panel, "Hide me");
      await press(panel, "Looks right");
    },
    async start(other) {
      const topic = await next();
      const select = selectsOf(topic).find(({ placeholder }) => placeholder === OTHERS);
      const value = other === undefined ? undefined : select?.options[other]?.value;
      const chosen =
        select && value !== undefined ? shown(await actor.select(topic, select.custom_id, [value])) : topic;
      return (await pressAny(chosen, "Start")) && titleOf(chosen);
    },
    async check(count) {
      const list = await pressAny(await next(), "Objectives");
      const select = list && selectsOf(list)[0];
      if (!select) return;
      const checked = select.options.filter((one) => one.default);
      const open = select.options.filter((one) => !one.default).slice(0, count);
      await actor.select(
        list,
        select.custom_id,
        [...checked, ...open].map(({ value }) => value),
      );
    },
    async finish() {
      const done = await pressAny(await next(), "Done");
      if (done) await pressAny(done, "Share");
      return done !== null;
    },
    async know() {
      const topic = await next();
      if (selectsOf(topic).some(({ placeholder }) => placeholder === OTHERS))
        await pressAny(topic, "I know this");
    },
    async join() {
      const prompt = latest(actor.view(), "I'm in");
      if (prompt) await actor.click(prompt, "I'm in");
    },
    async date(days) {
      const day = new Date(standIn.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
      const topic = await next();
      if (!offers(topic, "Set a date…")) return;
      await fillIn(actor, await actor.click(topic, "Set a date…"), { answer: day });
    },
    groupTopic() {
      const prompt = actor.view().find((message) => offers(message, "I'm in"));
      return prompt ? titleOf(prompt) : null;
    },
    async sprint(goal) {
      const [topic] = (await actor.complete("sprint start", "topic", "")) ?? [];
      shown(await actor.command("sprint start", topic ? { topic: topic.value, goal } : { goal }));
      await cardChanged(null);
    },
    async joinSprint() {
      const card = latest(actor.view(), "Join");
      if (!card) return;
      await fillIn(actor, await actor.click(card, "Join"), {});
      await cardChanged(card.editedAt);
    },
    say: (text) => void actor.say(text),
    greet: (text) => void standIn.as(userId, SEED.general).say(text),
    discuss(text) {
      const thread = latest(actor.view(), "I'm in")?.thread;
      if (thread) standIn.as(userId, thread.id).say(text);
    },
    tidy() {
      for (const message of actor.view()) if (message.ephemeral) actor.dismiss(message);
    },
  };
}

/** The message that came of it. Throws with what came instead. */
export function shown(outcome: Outcome): ShownMessage {
  if (outcome.kind === "message") return outcome.message;
  throw new Error(outcome.kind === "failed" ? outcome.why : `a form came: ${outcome.modal.title}`);
}

/** Sends a form that came of something; fields that are not named stay empty. */
export async function fillIn(actor: Actor, outcome: Outcome, fields: Readonly<Record<string, string>>) {
  if (outcome.kind !== "modal") throw new Error("a form was wanted, and none came");
  const others = textInputs(outcome.modal).filter((name) => !(name in fields));
  return shown(
    await actor.submit(outcome.modal, { ...Object.fromEntries(others.map((name) => [name, ""])), ...fields }),
  );
}

function textInputs({ components }: ShownModal): string[] {
  return components.flatMap((one) => {
    if (!("component" in one) || !("custom_id" in one.component)) return [];
    return [one.component.custom_id];
  });
}

type StringSelect = {
  readonly custom_id: string;
  readonly placeholder?: string;
  readonly options: readonly { readonly value: string; readonly default?: boolean }[];
};

function selectsOf(message: ShownMessage): StringSelect[] {
  return controlsOf(message).filter((one): one is StringSelect => "options" in one);
}

function controlsOf({ components }: ShownMessage): object[] {
  return components.flatMap((row): readonly object[] => ("components" in row ? row.components : []));
}

/** The newest message that has a button with this label. */
function latest(messages: readonly ShownMessage[], label: string): ShownMessage | undefined {
  return messages.findLast((message) => offers(message, label));
}

function offers(message: ShownMessage, label: string): boolean {
  return controlsOf(message).some((one) => "label" in one && one.label === label);
}

function titleOf({ embeds }: ShownMessage): string {
  return embeds[0]?.title ?? "";
}
