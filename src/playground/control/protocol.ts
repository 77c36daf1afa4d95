import { z } from "zod";
import type { Choice, ShownModal } from "../actor.ts";
import type { ShownCommand, ShownMessage } from "../view.ts";
import type { Authoring, Rendering } from "./authoring.ts";
import { MOVES } from "./move-clock.ts";
import type { Outbox, OutboxRow } from "./outbox.ts";
import type { SampleState } from "./sample/state.ts";
import { SPEEDS } from "./play-clock.ts";
import type { Speed } from "./play-clock.ts";
import type { PowerState } from "./power.ts";

// What the page and the server say to each other over /control, as JSON texts.

const id = z.string().regex(/^\d{1,20}$/);
const name = z.string().min(1).max(100);
const value = z.union([z.string().max(6000), z.number(), z.boolean()]);
const values = z.record(name, value);
const fields = z.record(
  name,
  z.union([z.string().max(4000), z.boolean(), z.array(z.string().max(100)).max(25)]),
);

const TROUBLES = ["slow", "limited", "lost", "down", "revoked"] as const;
export type Trouble = (typeof TROUBLES)[number];
/** A trouble that goes on; where, if it is one channel's. */
export type ActiveTrouble = { readonly trouble: Trouble; readonly channel: string | null };

/** One thing that a person does in the channel they look at, or with the world around it. */
const act = z.discriminatedUnion("do", [
  z.object({ do: z.literal("command"), path: name, options: values }),
  z.object({
    do: z.literal("complete"),
    path: name,
    option: name,
    typed: z.string().max(6000),
    others: values,
  }),
  z.object({ do: z.literal("on-message"), message: id, command: name }),
  z.object({ do: z.literal("click"), message: id, customId: name }),
  z.object({
    do: z.literal("select"),
    message: id,
    customId: name,
    values: z.array(z.string().max(100)).max(25),
  }),
  z.object({ do: z.literal("submit"), modal: id, fields }),
  z.object({ do: z.literal("say"), text: z.string().trim().max(2000), uploads: z.array(id).max(10) }),
  /** To their direct messages with the bot. */
  z.object({ do: z.literal("direct") }),
  z.object({ do: z.literal("dismiss"), message: id }),
  /** They have seen the channel they look at, up to its end. */
  z.object({ do: z.literal("read") }),
  /** They scroll up: older messages are wanted. */
  z.object({ do: z.literal("older") }),
  z.object({ do: z.literal("play"), speed: z.union(SPEEDS.map((speed) => z.literal(speed))).nullable() }),
  z.object({ do: z.literal("outbox") }),
  z.object({ do: z.literal("preview"), topic: name }),
  z.object({ do: z.literal("move-clock"), by: z.enum(MOVES) }),
  /** To a moment of the future, in milliseconds since 1970. */
  z.object({ do: z.literal("move-to"), at: z.number().int().positive().max(8.64e15) }),
  z.object({ do: z.literal("trouble"), trouble: z.enum(TROUBLES), on: z.boolean() }),
  z.object({ do: z.literal("empty") }),
  z.object({ do: z.literal("kill") }),
  z.object({ do: z.literal("power"), on: z.boolean() }),
]);

/** What the page sends. `look` comes first: null lets the server choose who one is and where. */
export const fromPage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("look"), member: id.nullable(), channel: id.nullable() }),
  z.object({ kind: z.literal("act"), id: z.number().int().nonnegative(), act }),
]);
/** An act that there is, whatever else of it breaks a limit: it is refused, where anything else ends the connection. */
export const actBeyond = z.object({
  kind: z.literal("act"),
  id: z.number().int().nonnegative(),
  act: z.object({ do: z.enum(act.options.map(({ shape }) => shape.do.value)) }),
});
export type Act = z.infer<typeof act>;
export type FromPage = z.infer<typeof fromPage>;

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** The names of their roles, and whether the server is theirs. */
  readonly roles: readonly string[];
  readonly owner: boolean;
};
export type PlaceKind = "channel" | "announcement" | "forum" | "thread" | "direct";
export type Place = {
  readonly id: string;
  readonly name: string;
  readonly topic: string | null;
  readonly kind: PlaceKind;
  /** Of a thread: its channel. */
  readonly parent: string | null;
  /** Whether something is there that the member has not seen, and how often it names them. */
  readonly unread: boolean;
  readonly pings: number;
};
/** A guild that the member is in. */
export type Server = Pick<Place, "id" | "name" | "unread" | "pings">;

/** A scheduled event of the guild, at a place outside of Discord. Times in milliseconds since 1970. */
export type EventCard = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly location: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Whether it goes on now. */
  readonly active: boolean;
};

/** All but the messages that the page shows to one member in one channel. */
export type Frame = {
  /** The guild that is shown. */
  readonly server: string;
  readonly guild: string;
  readonly servers: readonly Server[];
  /** The stand-in's time in milliseconds since 1970: it can be moved, so the page's own clock may be wrong. */
  readonly now: number;
  /** How fast the time runs; null: as it does everywhere. */
  readonly playing: Speed | null;
  /** Where the stand-in says it is; files from there are taken from the page's own address. */
  readonly origin: string;
  readonly botOnline: boolean;
  /** Null: the bot runs elsewhere and cannot be switched from here. */
  readonly power: PowerState | null;
  /** What is going wrong on request. */
  readonly troubles: readonly ActiveTrouble[];
  readonly sample: SampleState;
  /** Null: nobody writes a roadmap here. */
  readonly authoring: Authoring | null;
  readonly botName: string;
  readonly botId: string;
  /** The permissions that the bot's invitation asks for, as Discord writes them in the link. */
  readonly permissions: string;
  /** Who one can be. */
  readonly members: readonly Person[];
  /** Everybody whose name may have to be shown, the bot too. */
  readonly people: readonly Person[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  /** Channels and threads of the guild, then the member's direct messages. */
  readonly channels: readonly Place[];
  /** The guild's scheduled events, the next one first. */
  readonly events: readonly EventCard[];
  readonly member: string;
  readonly channel: string;
  /** The last message that the member had seen when they came to the channel; null where there was nothing new. */
  readonly readUpTo: string | null;
  readonly commands: readonly ShownCommand[];
  /** Whether the channel has messages older than those that are shown. */
  readonly older: boolean;
};
/** What the page shows; messages oldest first. */
export type State = Frame & { readonly messages: readonly ShownMessage[] };

/** News for the page: those parts of the frame that changed, and those messages. */
export type Update = {
  readonly kind: "update";
  readonly frame: Partial<Frame>;
  /** Another member or channel: what was shown before is not there. */
  readonly fresh: boolean;
  readonly changed: readonly ShownMessage[];
  readonly removed: readonly string[];
};

/** What came of an act. */
export type Answer =
  | { readonly kind: "message"; readonly message: string; readonly ephemeral: boolean }
  | { readonly kind: "modal"; readonly modal: ShownModal }
  /** Null: loading them failed. */
  | { readonly kind: "choices"; readonly choices: readonly Choice[] | null }
  /** Null: the bot runs elsewhere, and its outbox with it. */
  | { readonly kind: "outbox"; readonly outbox: Outbox | null }
  | { readonly kind: "preview"; readonly renderings: readonly Rendering[] }
  | { readonly kind: "place"; readonly channel: string }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly why: string };

export type FromServer = Update | { readonly kind: "answer"; readonly id: number; readonly answer: Answer };
export type {
  Authoring,
  Rendering,
  Choice,
  SampleState,
  Outbox,
  OutboxRow,
  Speed,
  ShownCommand,
  ShownMessage,
  ShownModal,
};
