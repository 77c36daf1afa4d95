import { mint } from "../../src/domain/ids.ts";
import type { ChannelId, GuildId } from "../../src/domain/ids.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import type { Person, Stage } from "../support/stage.ts";

// Somebody who manages a server, at /setup. On the stage it is Sunday, 22 November 2026, 10:00 UTC.

export const CHANNEL = mint<ChannelId>("1295000000000000007");
export const MANAGE_SERVER = 1n << 5n;

export type Organiser = Person & { readonly guild: GuildId };

let guilds = 0n;

/** An organiser of a new server, with the panel open. */
export async function organiser(stage: Stage, locale = "de"): Promise<Organiser> {
  const guild = mint<GuildId>(String(1_291_000_000_000_000_000n + (guilds += 1n)));
  await addGuilds(stage.app.db, [{ id: guild, locale }], Temporal.Instant.from("2026-11-01T00:00:00Z"));
  return another(stage, guild, locale);
}

/** One more organiser of a server. */
export async function another(stage: Stage, guild: GuildId, locale = "de"): Promise<Organiser> {
  const person = stage.person("Olga", { locale, guild, permissions: MANAGE_SERVER });
  await person.command("setup");
  return { ...person, guild };
}

/** Picks a study channel; `type` is Discord's number. */
export const choose = (person: Person, channel = CHANNEL, type = 0) =>
  person.raw("v1:setup:channel", { values: [channel], channelPicked: { id: channel, type } });

/** What the panel says comes next, a line each, without marks: "Monday 23 November, 09:00: Python, week 1 of 5". */
export function comingIn(person: Person): string[] {
  const lines = person.seen().split("\n");
  const title = lines.findIndex((line) => /^\*\*What .*\(.* time\)\*\*$/u.test(line));
  const end = lines.findIndex((line, i) => i > title && (line === "" || line.startsWith("Study channel: ")));
  return lines.slice(title + 1, end).map((line) => line.replaceAll("**", "").replace(/ \(<t:\d+:R>\)/u, ""));
}
