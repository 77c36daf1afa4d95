import type { GuildStore } from "./discord/guilds.ts";
import type { SessionStore } from "./discord/sessions.ts";
import type { Database } from "./store/database.ts";
import { loadSession, saveSession } from "./store/gateway-sessions.ts";
import { addGuilds, listGuilds, removeGuild } from "./store/guilds.ts";

/** Where the gateway's sessions are kept. Without an application nothing is: they could be another bot's. */
export function sessionStore(db: Database, application: string | null): SessionStore {
  if (application === null) return { load: async () => null, save: async () => {} };
  return {
    load: (shard) => loadSession(db, application, shard),
    save: async (shard, session) => {
      // A server that does not say where to resume cannot be resumed after a restart.
      const resumable = session?.resumeURL ? session : null;
      await saveSession(db, application, shard, resumable, Temporal.Now.instant());
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
