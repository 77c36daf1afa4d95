import type { APIApplicationCommand, APIAttachment, APIEmbed, APIMessageTopLevelComponent } from "discord.js";
import type { Pings } from "./log.ts";

/** A message as one person sees it in their client. */
export type ShownMessage = {
  readonly id: string;
  readonly channelId: string;
  readonly author: { readonly id: string; readonly name: string; readonly bot: boolean };
  /** Milliseconds since 1970, in the stand-in's time. */
  readonly at: number;
  readonly editedAt: number | null;
  /** "Only you can see this". Shown to that person alone. */
  readonly ephemeral: boolean;
  /** "Waymark is thinking…": deferred, and not answered yet. */
  readonly loading: boolean;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  /** Rows, and with IS_COMPONENTS_V2 everything else. */
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly APIAttachment[];
  readonly flags: number;
  /** The thread that was begun from it. */
  readonly thread: { readonly id: string; readonly name: string; readonly messages: number } | null;
  /** The line above an answer: "Ada used /roadmap next". Null for a plain message or an answer to a click. */
  readonly header: {
    readonly user: { readonly id: string; readonly name: string };
    readonly command: string;
    /** False for a command on a message, which is written without the slash. */
    readonly slash: boolean;
  } | null;
  /** The message that this one answers, when a follow-up or an answer to a click replies to one. */
  readonly replyTo: string | null;
  readonly pings: Pings;
};

/** A command as the composer offers it. */
export type ShownCommand = APIApplicationCommand;
