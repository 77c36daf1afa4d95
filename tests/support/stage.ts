import { pino } from "pino";
import { commands } from "../../commands/registry.ts";
import type { App } from "../../src/app.ts";
import { createCatalog } from "../../src/discord/catalog.ts";
import type { Call, PickedChannel, PickedRole } from "../../src/discord/command.ts";
import type { ChannelReport } from "../../src/domain/channel-report.ts";
import { mint } from "../../src/domain/ids.ts";
import type { ChannelId, GuildId, InteractionId, MemberId } from "../../src/domain/ids.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import type { Database } from "../../src/store/database.ts";
import { parseCustomId } from "../../src/text/custom-id.ts";
import type { Message, Modal, Reply, Suggestion } from "../../src/text/reply.ts";
import { faultsOf } from "./check-reply.ts";
import { findButton, findSelect, labelsOf, textOf } from "./read-message.ts";

// Commands without Discord: calls go straight to `run` and to routes, and every answer is checked as Discord would.

export const GUILD = mint<GuildId>("1290000000000000001");
export const OTHER_GUILD = mint<GuildId>("1290000000000000002");

export type Stage = {
  readonly app: App;
  /** Moves the time on. */
  readonly advance: (duration: Temporal.DurationLike) => void;
  /** Members whom Discord no longer knows in the guild. */
  readonly departed: Set<MemberId>;
  /** What the bot finds when it looks at a channel; a text channel where nothing is missing, unless told. */
  readonly channels: Map<string, ChannelReport>;
  readonly person: (name: string, about?: About) => Person;
};

export type About = {
  readonly id?: string;
  readonly locale?: string;
  /** Null: in direct messages. */
  readonly guild?: GuildId | null;
  /** Permission bits; none, unless told. */
  readonly permissions?: bigint;
  readonly roles?: readonly string[];
};

type Options = Readonly<Record<string, unknown>>;

export type Person = {
  readonly id: MemberId;
  /** Types a slash command. */
  readonly command: (path: string, options?: Options) => Promise<Reply>;
  readonly complete: (path: string, option: string, typed: string) => Promise<readonly Suggestion[]>;
  /** Clicks a button of the message seen last, or of another, by the start of its label. */
  readonly click: (label: string, on?: Message) => Promise<Reply>;
  /** Picks from a select by the start of its placeholder. */
  readonly select: (placeholder: string, values: readonly string[], on?: Message) => Promise<Reply>;
  /** Fills in the form that is open; `more` are inputs beside the first, by their names. */
  readonly submit: (answer: string, more?: Readonly<Record<string, string>>) => Promise<Reply>;
  /** Sends a custom id as it is; `interaction` repeats one that was sent before. */
  readonly raw: (customId: string, more?: Raw) => Promise<Reply>;
  /** What they see: the text of the message seen last. */
  readonly seen: () => string;
  readonly message: () => Message;
  readonly labels: () => readonly string[];
};
type Raw = {
  readonly values?: readonly string[];
  readonly answer?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly interaction?: InteractionId;
  readonly channelPicked?: PickedChannel;
  readonly rolePicked?: PickedRole;
};

const nothing = { channelPicked: null, rolePicked: null };

// One count for all stages of a test file: an interaction's id is used once.
let nextId = 1_300_000_000_000_000_000n;
let people = 0;

export function createStage(db: Database, roadmap: Roadmap, start = "2026-11-22T10:00:00Z"): Stage {
  let now = Temporal.Instant.from(start);
  const departed = new Set<MemberId>();
  const channels = new Map<string, ChannelReport>();
  const app: App = {
    db,
    roadmap,
    log: pino({ level: "silent" }),
    mention: (command) => `</${command}:1310000000000000001>`,
    findDeparted: async (_guild, members) => new Set(members.filter((member) => departed.has(member))),
    inspectChannel: async (_guild, channel) => channels.get(channel) ?? found(),
  };
  const catalog = createCatalog(commands);
  const person = (name: string, about: About = {}): Person => {
    people += 1;
    const id = mint<MemberId>(about.id ?? String(1_280_000_000_000_000_000n + BigInt(people)));
    const { locale = "en-GB", guild = GUILD, permissions = 0n, roles = [] } = about;
    let message: Message = {};
    let modal: Modal | null = null;
    const use = (interaction?: InteractionId): Omit<Call, "options"> => ({
      id: interaction ?? mint<InteractionId>(String(nextId++)),
      guild,
      channel: mint<ChannelId>("1295000000000000001"),
      member: { id, displayName: name, locale, permissions, roles },
      now,
    });
    const take = (reply: Reply): Reply => {
      const faults = faultsOf(reply);
      if (faults.length > 0) throw new Error(`Discord would not take it:\n${faults.join("\n")}`);
      if (reply.kind === "modal") modal = reply.modal;
      else if (reply.kind !== "public") message = reply.message;
      return reply;
    };
    const raw = async (
      customId: string,
      { values = [], answer, more = {}, interaction, ...picked }: Raw = {},
    ): Promise<Reply> => {
      const route = parseCustomId(customId);
      const found = catalog.routes.get(`${route?.command}:${route?.action}`);
      if (!route || !found) throw new Error(`${customId} leads nowhere`);
      const answers = answer === undefined ? more : { answer, ...more };
      const fields = new Map(Object.entries(answers));
      const click = { ...use(interaction), args: route.args, values, fields, ...nothing, ...picked };
      return take(await found.handler(click, app));
    };
    return {
      id,
      command: async (path, options = {}) => {
        const found = catalog.runnables.get(path);
        if (!found) throw new Error(`no command /${path}`);
        return take(await found.behaviour.run({ ...use(), options }, app));
      },
      complete: async (path, option, typed) => {
        const complete = catalog.runnables.get(path)?.behaviour.options[option]?.complete;
        if (!complete) throw new Error(`/${path} completes no ${option}`);
        const suggestions = await complete(typed, { ...use(), options: {} }, app);
        const wrong = suggestions.filter(({ name, value }) => !fits(name) || !fits(value));
        if (suggestions.length > 25 || wrong.length > 0)
          throw new Error(`not to be offered: ${JSON.stringify(wrong)}`);
        return suggestions;
      },
      click: (label, on = message) => raw(findButton(on, label)),
      select: (placeholder, values, on = message) => raw(findSelect(on, placeholder, values), { values }),
      submit: (answer, more) => {
        if (modal === null) throw new Error("no form is open");
        return raw(modal.customId, { answer, ...(more && { more }) });
      },
      raw,
      seen: () => textOf(message),
      message: () => message,
      labels: () => labelsOf(message),
    };
  };
  const advance = (duration: Temporal.DurationLike): void => {
    now = now.add(duration);
  };
  return { app, advance, departed, channels, person };
}

/** A text channel where nothing is missing, and what is to be otherwise. */
export function found(change: Partial<Extract<ChannelReport, { name: string }>> = {}): ChannelReport {
  return { kind: "text", name: "study", missing: [], obstacle: null, pingable: new Set(), ...change };
}

const fits = (text: string): boolean => text.length >= 1 && text.length <= 100;
