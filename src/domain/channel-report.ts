/** What the bot may need to be allowed where it posts, as Discord's settings call it. */
export type PermissionName =
  | "View Channel"
  | "Send Messages"
  | "Send Messages in Threads"
  | "Embed Links"
  | "Create Public Threads"
  | "Read Message History";

/** Where the weekly prompt can go. */
export type ChannelKind = "text" | "announcement" | "thread" | "forum";

/** A channel as the bot finds it. */
export type ChannelReport =
  | {
      readonly kind: ChannelKind | "other";
      /** Not escaped. */
      readonly name: string;
      /** What the bot lacks there of all that posting may need. */
      readonly missing: readonly PermissionName[];
      /** Whether it may ping roles that are not mentionable. */
      readonly mayPingRoles: boolean;
    }
  /** "unknown": Discord did not say. */
  | { readonly kind: "gone" | "no-access" | "unknown" };
