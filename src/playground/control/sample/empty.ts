import type { StandIn } from "../../stand-in.ts";
import { SEED, seedWorld } from "../../world/seed.ts";
import { shown } from "./player.ts";

/**
 * Takes everything away, by the ways that Discord and the bot have for it: each member has the bot delete all that it knows of them, and the
 * bot is removed from its servers. Then it is invited again, into a server where nothing has been said.
 */
export async function emptyWorld(standIn: StandIn): Promise<void> {
  const { world, clock } = standIn;
  const members = world.guilds.get(SEED.guild)?.members;
  for (const id of [SEED.admin, ...SEED.members]) if (members?.has(id)) await erase(standIn, id);
  for (const { id, guildId } of world.channels.values()) if (guildId === null) world.removeChannel(id);
  for (const id of world.guilds.keys()) world.removeGuild(id);
  seedWorld(world, clock.now());
}

/** As they would themselves: by the bot's own panel. */
async function erase(standIn: StandIn, userId: string): Promise<void> {
  const person = standIn.as(userId, SEED.general);
  let panel = shown(await person.command("me"));
  for (const label of ["Delete my data…", "Everywhere…", "Delete everything"]) {
    panel = shown(await person.click(panel, label));
  }
}
