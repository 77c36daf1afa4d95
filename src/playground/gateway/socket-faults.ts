import type { GatewayFaults } from "../fault-book.ts";
import type { Connection } from "./connection.ts";
import { closeWith, cut } from "./state.ts";
import type { GatewayState } from "./state.ts";
import { mustHave } from "../world/state.ts";

/** What can go wrong with sockets and sessions. Without a shard, all of them are meant. */
export function createGatewayFaults(state: GatewayState): GatewayFaults {
  const chosen = (shard: number | undefined): Connection[] =>
    [...state.connections].filter((one) => shard === undefined || one.session?.shard[0] === shard);
  return {
    dropSocket({ shard, code } = {}) {
      for (const connection of chosen(shard)) {
        if (code === undefined) cut(state, connection);
        else closeWith(state, connection, code, "Dropped on request");
      }
    },
    refuseSockets() {
      state.socketsRefused += 1;
      return () => void (state.socketsRefused -= 1);
    },
    askReconnect(shard) {
      for (const connection of chosen(shard)) connection.send(7);
    },
    loseSessions(shard) {
      for (const session of state.sessions.values()) {
        if (shard !== undefined && session.shard[0] !== shard) continue;
        state.sessions.delete(session.id);
        session.connection?.send(9, false);
      }
    },
    withholdAcks() {
      state.acksWithheld += 1;
      return () => void (state.acksWithheld -= 1);
    },
    outage(guildId) {
      const { world } = state.core();
      const guild = mustHave(world.guilds, guildId, "guild");
      guild.unavailable = true;
      world.state.emit({ kind: "guild lost", guild });
      return () => {
        guild.unavailable = false;
        if (world.guilds.get(guildId) === guild) world.state.emit({ kind: "guild back", guild });
      };
    },
  };
}
