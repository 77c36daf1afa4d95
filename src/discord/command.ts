import type { App } from "../app.ts";
import type { ChannelId, GuildId, InteractionId, MemberId } from "../domain/ids.ts";
import type { Reply } from "../text/reply.ts";
import type { Options, Values } from "./option.ts";

/** Who calls, as the interaction tells it. */
export type Caller = {
  readonly id: MemberId;
  /** Nickname, global name or user name: the one others see. Not escaped. */
  readonly displayName: string;
  /** Discord's locale of the caller's client, such as "en-US". */
  readonly locale: string;
  /** In this channel; no bits in a direct message. */
  readonly permissions: bigint;
  /** The ids of the roles they have in the server; none in a direct message. */
  readonly roles: readonly string[];
};

/** One use of a command. `guild` is null in a direct message. */
export type Call<Values = object> = {
  readonly id: InteractionId;
  readonly guild: GuildId | null;
  readonly channel: ChannelId;
  readonly member: Caller;
  /** The interaction's own time, held in its id. */
  readonly now: Temporal.Instant;
  readonly options: Values;
};

/** One use of a button, a select or a modal. */
export type Click = Omit<Call, "options"> & {
  /** The custom id's parts after the action. */
  readonly args: readonly string[];
  /** What was picked in a select. */
  readonly values: readonly string[];
  /** What was filled into a modal, by the custom id of each input. A select's picks are joined by a comma. */
  readonly fields: ReadonlyMap<string, string>;
  /** The channel or the role that was picked in a select of those. */
  readonly channelPicked: PickedChannel | null;
  readonly rolePicked: PickedRole | null;
};
/** `type` is Discord's number for the kind of channel. */
export type PickedChannel = { readonly id: ChannelId; readonly type: number };
export type PickedRole = {
  readonly id: string;
  readonly name: string;
  /** Whether everybody may ping it. */
  readonly mentionable: boolean;
};

export type Subcommand<O extends Options = Options> = {
  readonly description: string;
  readonly options: O;
  readonly run: (call: Call<Values<O>>, app: App) => Promise<Reply>;
};
export type RouteHandler = (click: Click, app: App) => Promise<Reply>;

export type Command = {
  readonly name: string;
  readonly description: string;
  /** Where it can be used: in a server alone, or in a direct message with the bot too. */
  readonly contexts: "guild" | "guild and direct message";
  /** Permission bits a member needs by default; checked on our side too, since an administrator can override Discord's. */
  readonly permissions?: bigint;
  /** Either one behaviour or several subcommands. */
  readonly run?: Subcommand;
  readonly subcommands?: Readonly<Record<string, Subcommand>>;
  /** Buttons, selects and modals, by the action in their custom id. */
  readonly routes?: Readonly<Record<string, RouteHandler>>;
};

/** Gives a subcommand's `run` the types of the options declared beside it. */
export function defineSubcommand<O extends Options>(subcommand: Subcommand<O>): Subcommand {
  return subcommand as unknown as Subcommand;
}
