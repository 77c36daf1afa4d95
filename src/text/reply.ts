import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APILabelComponent,
} from "discord.js";
import type { MemberId } from "../domain/ids.ts";

/** What is shown in a channel. Plain data, so that a test can read it. */
export type Message = {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly rows?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly files?: readonly File[];
  /** Who may be pinged by a mention in `content`. Nobody, unless named here. */
  readonly pings?: readonly MemberId[];
  /** The roles that may be pinged by a mention in `content`. None, unless named here. */
  readonly pingRoles?: readonly string[];
};
export type File = { readonly name: string; readonly contentType: string; readonly data: string };

export type Modal = {
  /** Built with `customId`; names the route that takes the answers. */
  readonly customId: string;
  readonly title: string;
  readonly labels: readonly APILabelComponent[];
};

/** An answer to one interaction. */
export type Reply =
  /** Seen by the caller alone. */
  | { readonly kind: "private"; readonly message: Message }
  /** Seen by the whole channel. */
  | { readonly kind: "public"; readonly message: Message }
  /** Replaces the message that was clicked; where there is none, or where it is public and not the caller's to change, a private message. */
  | { readonly kind: "update"; readonly message: Message }
  /** Replaces the message that was clicked for everybody who sees it; where there is none, a private message. */
  | { readonly kind: "shared-update"; readonly message: Message }
  /** A form. `late`: what is said instead where it took too long to open one; where what was clicked is done already. */
  | { readonly kind: "modal"; readonly modal: Modal; readonly late?: Message };

/** One completion that Discord offers while an option is typed; both texts at most 100 characters. */
export type Suggestion = { readonly name: string; readonly value: string };
