import { z } from "zod";
import type { Choice, ShownModal } from "./actor.ts";
import { MOVES } from "./move-clock.ts";
import type { PowerState } from "./power.ts";
import type { ShownCommand, ShownMessage } from "./view.ts";

// What the page and the server say to each other over /control, as JSON texts.

const id = z.string().regex(/^\d{1,20}$/);
const name = z.string().min(1).max(100);
const value = z.union([z.string().max(6000), z.number(), z.boolean()]);
const values = z.record(name, value);
const fields = z.record(
  name,
  z.union([z.string().max(4000), z.boolean(), z.array(z.string().max(100)).max(25)]),
);

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
  z.object({ do: z.literal("click"), message: id, customId: name }),
  z.object({
    do: z.literal("select"),
    message: id,
    customId: name,
    values: z.array(z.string().max(100)).max(25),
  }),
  z.object({ do: z.literal("submit"), modal: id, fields }),
  z.object({ do: z.literal("say"), text: z.string().trim().min(1).max(2000) }),
  z.object({ do: z.literal("dismiss"), message: id }),
  z.object({ do: z.literal("move-clock"), by: z.enum(MOVES) }),
  z.object({ do: z.literal("power"), on: z.boolean() }),
]);

/** What the page sends. `look` comes first: null lets the server choose who one is and where. */
export const fromPage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("look"), member: id.nullable(), channel: id.nullable() }),
  z.object({ kind: z.literal("act"), id: z.number().int().nonnegative(), act }),
]);
export type Act = z.infer<typeof act>;
export type FromPage = z.infer<typeof fromPage>;

export type Person = { readonly id: string; readonly name: string; readonly bot: boolean };
export type Place = {
  readonly id: string;
  readonly name: string;
  readonly topic: string | null;
  readonly kind: "channel" | "thread" | "direct";
};

/** All that the page shows to one member in one channel. */
export type State = {
  readonly kind: "state";
  /** The guild's name. */
  readonly server: string;
  /** The stand-in's time in milliseconds since 1970: it can be moved, so the page's own clock may be wrong. */
  readonly now: number;
  /** Where the stand-in says it is; files from there are taken from the page's own address. */
  readonly origin: string;
  readonly botOnline: boolean;
  /** Null: the bot runs elsewhere and cannot be switched from here. */
  readonly power: PowerState | null;
  readonly botName: string;
  /** Who one can be. */
  readonly members: readonly Person[];
  /** Everybody whose name may have to be shown, the bot too. */
  readonly people: readonly Person[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly Place[];
  readonly member: string;
  readonly channel: string;
  readonly commands: readonly ShownCommand[];
  /** Oldest first. */
  readonly messages: readonly ShownMessage[];
};

/** What came of an act. */
export type Answer =
  | { readonly kind: "message"; readonly message: string; readonly ephemeral: boolean }
  | { readonly kind: "modal"; readonly modal: ShownModal }
  /** Null: loading them failed. */
  | { readonly kind: "choices"; readonly choices: readonly Choice[] | null }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly why: string };

export type FromServer = State | { readonly kind: "answer"; readonly id: number; readonly answer: Answer };
export type { Choice, ShownCommand, ShownMessage, ShownModal };
