import { closeWith } from "./state.ts";
import type { GatewayState } from "./state.ts";
import type { Connection } from "./connection.ts";
import { covers, sendDispatch } from "./session.ts";
import type { Session } from "./session.ts";
import { memberPayload } from "../world/payloads.ts";

type Request = {
  readonly guild_id?: unknown;
  readonly user_ids?: unknown;
  readonly query?: unknown;
  readonly limit?: unknown;
  readonly nonce?: unknown;
};

const MAX_IDS = 100;
const GUILD_MEMBERS = 1 << 1;

/**
 * Answers REQUEST_GUILD_MEMBERS with one GUILD_MEMBERS_CHUNK: members by id (at most 100 at a time, those that left in `not_found`)
 * or by the beginning of their name. Asking for all needs the privileged intent. For a guild of another shard, or one that the
 * bot is not in, nothing comes back: a client has to wait with a limit.
 */
export function sendMembers(
  state: GatewayState,
  connection: Connection,
  session: Session,
  data: unknown,
): void {
  const { log, world } = state.core();
  const request = (data ?? {}) as Request;
  const ids = typeof request.user_ids === "string" ? [request.user_ids] : request.user_ids;
  const byId = Array.isArray(ids);
  const fits =
    typeof request.guild_id === "string" &&
    (byId ? ids.length <= MAX_IDS : typeof request.query === "string");
  if (!fits) return closeWith(state, connection, 4002, "Error while decoding payload.");
  log.addGateway({ event: "requested members", shard: session.shard[0], session: session.id });
  const guild = world.guilds.get(request.guild_id);
  if (!guild || guild.unavailable || !covers(session, guild.id)) return;
  const limit = Number(request.limit ?? 0);
  if (!byId && limit === 0 && (session.intents & GUILD_MEMBERS) === 0) {
    return closeWith(state, connection, 4014, "Disallowed intent(s).");
  }
  const wanted = byId ? (ids as string[]) : idsByName(state, guild.id, request.query as string, limit);
  const members = wanted.flatMap((id) => guild.members.get(id) ?? []);
  sendDispatch(session, "GUILD_MEMBERS_CHUNK", {
    guild_id: guild.id,
    members: members.map((member) => memberPayload(world, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: byId ? wanted.filter((id) => !guild.members.has(id)) : [],
    ...(typeof request.nonce === "string" && Buffer.byteLength(request.nonce) <= 32
      ? { nonce: request.nonce }
      : {}),
  });
}

function idsByName(state: GatewayState, guildId: string, query: string, limit: number): string[] {
  const { world } = state.core();
  const members = [...(world.guilds.get(guildId)?.members.keys() ?? [])];
  const begins = (id: string): boolean => {
    const names = [world.displayName(id, guildId), world.users.get(id)?.username ?? ""];
    return names.some((name) => name.toLowerCase().startsWith(query.toLowerCase()));
  };
  return members.filter(begins).slice(0, limit > 0 ? limit : members.length);
}
