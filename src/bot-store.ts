import type { GuildStore } from "./discord/guilds.ts";
import type { SessionStore } from "./discord/sessions.ts";
import type { ShardLeases } from "./discord/shards.ts";
import type { Database } from "./store/database.ts";
import { loadSession, saveSession } from "./store/gateway-sessions.ts";
import { addGuilds, listGuilds, removeGuild } from "./store/guilds.ts";
import { releaseLease, renewLeases, takeLease } from "./store/leases.ts";
import { buryDead, listLiving } from "./store/presence.ts";
import type { Presence } from "./store/presence.ts";

const SHARD = "shard/";

/**
 * Where the gateway's sessions are kept; written by `owner` while the shard is leased to it. Without an application nothing is kept: it
 * could be another bot's.
 */
export function sessionStore(db: Database, application: string | null, owner: string): SessionStore {
  if (application === null) return { load: async () => null, save: async () => {} };
  return {
    load: (shard) => loadSession(db, application, shard),
    save: async (shard, session) => {
      // A server that does not say where to resume cannot be resumed after a restart.
      const resumable = session?.resumeURL ? session : null;
      const lease = { name: `${SHARD}${shard}`, owner };
      await saveSession(db, application, shard, resumable, Temporal.Now.instant(), lease);
    },
  };
}

/** Where the bot's guilds are kept. */
export function guildStore(db: Database): GuildStore {
  return {
    add: (joined) => addGuilds(db, joined, Temporal.Now.instant()),
    remove: async (guilds) => {
      for (const guild of guilds) await removeGuild(db, guild);
    },
    list: () => listGuilds(db),
  };
}

/** How this process shares the shards with the others on the same database. */
export function shardLeases(db: Database, presence: Presence, ttlMs: number): ShardLeases {
  const { owner } = presence;
  let identifies = 0;
  return {
    owner,
    ttlMs,
    renew: async () => {
      await presence.renew();
      await buryDead(db);
      const own = await renewLeases(db, SHARD, owner, ttlMs);
      return {
        own: own.map((name) => Number(name.slice(SHARD.length))).toSorted((one, other) => one - other),
        held: await listLiving(db, SHARD),
      };
    },
    take: (shard) => takeLease(db, `${SHARD}${shard}`, owner, ttlMs),
    release: (shard) => releaseLease(db, `${SHARD}${shard}`, owner),
    // A new owner each time: not even we get the same turn twice.
    mayIdentify: (bucket, everyMs) =>
      takeLease(db, `identify/${bucket}`, `${owner} ${(identifies += 1)}`, everyMs),
  };
}
