import type { APIAllowedMentions } from "discord.js";
import type { Pings } from "../log.ts";
import type { Guild } from "../world/types.ts";

/** Who a text names. Neither code blocks nor a backslash are taken into account: what might ping is taken to ping. */
export type Named = {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
};

/** Reads the mentions in what a message says: its content and its text displays, not its embeds, whose mentions notify nobody. */
export function namedIn(texts: readonly string[]): Named {
  const text = texts.join("\n");
  const ids = (pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? "")),
  ];
  return {
    users: ids(/<@!?(\d{1,20})>/g),
    roles: ids(/<@&(\d{1,20})>/g),
    everyone: /@(?:everyone|here)/.test(text),
  };
}

export type PingRules = {
  /** Null where the sender said nothing: then the defaults of `from` hold. */
  readonly allowed: APIAllowedMentions | null;
  /** A message in a channel pings users, roles and everyone by default, an answer to an interaction users alone. */
  readonly from: "channel" | "interaction";
  /** Null in a direct message. */
  readonly guild: Guild | null;
  /** Whether the sender has MENTION_EVERYONE here. */
  readonly mayPingAll: boolean;
};

/** Whom a text notifies. A role that is not mentionable, and everyone, need the permission. */
export function pingsOf(named: Named, rules: PingRules): Pings {
  const { guild, mayPingAll } = rules;
  const defaults = rules.from === "channel" ? ["users", "roles", "everyone"] : ["users"];
  const parse: readonly string[] = rules.allowed ? (rules.allowed.parse ?? []) : defaults;
  const passes = (kind: "users" | "roles", id: string): boolean =>
    parse.includes(kind) || (rules.allowed?.[kind] ?? []).includes(id);
  const mentionable = (id: string): boolean => {
    const role = guild?.roles.get(id);
    return role !== undefined && (role.mentionable || mayPingAll);
  };
  return {
    users: named.users.filter((id) => passes("users", id) && (guild === null || guild.members.has(id))),
    roles: named.roles.filter((id) => passes("roles", id) && mentionable(id)),
    everyone: named.everyone && guild !== null && mayPingAll && parse.includes("everyone"),
  };
}
