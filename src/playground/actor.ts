import type { APIModalInteractionResponseCallbackData, APIApplicationCommandOptionChoice } from "discord.js";
import type { ShownMessage } from "./view.ts";

/** A modal that is open in front of a person. */
export type ShownModal = APIModalInteractionResponseCallbackData & { readonly interactionId: string };

/** What a person sees after using a command, a button, a select or a modal. */
export type Outcome =
  | {
      readonly kind: "message";
      readonly message: ShownMessage;
      readonly ephemeral: boolean;
      readonly updated: boolean;
    }
  | { readonly kind: "modal"; readonly modal: ShownModal }
  /** In Discord's words, such as "The application did not respond". */
  | { readonly kind: "failed"; readonly why: string };

/** Ids of users, roles, channels and uploads are given as strings. */
export type OptionValue = string | number | boolean;
export type OptionValues = Readonly<Record<string, OptionValue>>;
/** By custom id: text, what was picked in a select, or a checkbox. */
export type FieldValues = Readonly<Record<string, string | readonly string[] | boolean>>;
export type Choice = Pick<APIApplicationCommandOptionChoice, "name" | "value">;

/**
 * A person in a channel. Every function does what that person's client would do, and throws an Error where the client would not let
 * them: a command that is not there, a required option left out, a button that is disabled or gone.
 */
export type Actor = {
  readonly userId: string;
  readonly channelId: string;
  /** Uses a slash command: `command("roadmap done", { topic: "spark" })`. */
  command(path: string, options?: OptionValues): Promise<Outcome>;
  /** Uses a command of a message's menu, by its name: `onMessage(message, "Log this")`. */
  onMessage(message: { readonly id: string }, name: string): Promise<Outcome>;
  /** What the client offers while `option` holds `typed`. `others` are the options filled in so far. Null: loading options failed. */
  complete(path: string, option: string, typed: string, others?: OptionValues): Promise<Choice[] | null>;
  /** Clicks a button, named by its custom id or its label. */
  click(message: { readonly id: string }, customIdOrLabel: string): Promise<Outcome>;
  /** Picks from a select, named by its custom id or placeholder: values of a string select, ids of the others. */
  select(
    message: { readonly id: string },
    customIdOrPlaceholder: string,
    values: readonly string[],
  ): Promise<Outcome>;
  /** Sends a modal that a former outcome opened. */
  submit(modal: ShownModal, fields: FieldValues): Promise<Outcome>;
  /** Uploads a file, to be sent by its id: with a message, as an option or in a form. */
  upload(file: { readonly name: string; readonly contentType: string; readonly data: Buffer }): string;
  /** Posts a plain message, with files that were uploaded. */
  say(content: string, uploads?: readonly string[]): ShownMessage;
  /** Dismisses an ephemeral message. */
  dismiss(message: { readonly id: string }): void;
  /** The channel as this person sees it, oldest first. */
  view(): ShownMessage[];
};
