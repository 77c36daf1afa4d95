import type { World } from "./types.ts";

/** The ids of the default world. They never change, so that progress in a database fits after a restart. */
export const SEED = {
  application: "1100000000000000001",
  bot: "1100000000000000002",
  guild: "1100000000000000100",
  general: "1100000000000000101",
  study: "1100000000000000102",
  showcase: "1100000000000000103",
  admin: "1100000000000000201",
  members: [
    "1100000000000000202",
    "1100000000000000203",
    "1100000000000000204",
    "1100000000000000205",
    "1100000000000000206",
  ],
} as const;

const DAY = 24 * 60 * 60 * 1000;

const people = [
  { username: "lena", globalName: "Lena", locale: "de" },
  { username: "rafael", globalName: "Rafael", locale: "pt-BR" },
  { username: "haruka", globalName: "遥", locale: "ja" },
  { username: "owen", globalName: "Owen", locale: "en-GB" },
  { username: "priya", globalName: "Priya", locale: "hi" },
] as const;

/** Fills a world with one study group: an admin, five members in different places, two channels and a forum. `now`: who joined when. */
export function seedWorld(world: World, now: number): void {
  world.addUser({ id: SEED.admin, username: "amara", globalName: "Amara", locale: "en-US" });
  world.addGuild({ id: SEED.guild, name: "Data Engineers", ownerId: SEED.admin, channels: [] });
  world.addChannel(SEED.guild, { id: SEED.general, name: "general", topic: "Say hello" });
  world.addChannel(SEED.guild, { id: SEED.study, name: "study", topic: "What we learn, week by week" });
  const forum = { tags: [], tagRequired: false };
  world.addChannel(SEED.guild, {
    id: SEED.showcase,
    name: "showcase",
    topic: "What we built",
    type: 15,
    forum,
  });
  for (const [index, person] of people.entries()) {
    const id = SEED.members[index];
    if (!id) continue;
    world.addUser({ id, ...person });
    world.addMember(SEED.guild, id, { joinedAt: now - (people.length - index) * 9 * DAY });
  }
}
