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
      /** What keeps posts out though nothing is missing: a thread that a moderator has locked, a forum that wants a tag on each post. */
      readonly obstacle: "locked" | "tag-required" | null;
      /** Ids of the roles that the bot may ping there. */
      readonly pingable: ReadonlySet<string>;
    }
  /** "unknown": Discord did not say. */
  | { readonly kind: "gone" | "no-access" | "unknown" };
