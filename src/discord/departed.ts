import { GatewayOpcodes } from "discord-api-types/v10";
import type { GatewayGuildMembersChunkDispatchData, GatewaySendPayload } from "discord-api-types/v10";
import { mint } from "../domain/ids.ts";
import type { GuildId, MemberId } from "../domain/ids.ts";

export type DepartedParts = {
  readonly send: (guild: string, payload: GatewaySendPayload) => Promise<void>;
  /** How long an answer is waited for. */
  readonly timeoutMs?: number;
  /** Milliseconds of a clock that only moves on. */
  readonly elapsed?: () => number;
};

export type Departed = {
  /** Which of these members have left the guild. Where Discord does not say, they are taken as present. Never throws. */
  readonly find: (guild: GuildId, members: readonly MemberId[]) => Promise<ReadonlySet<MemberId>>;
  readonly onChunk: (chunk: GatewayGuildMembersChunkDispatchData) => void;
};

const TIMEOUT_MS = 1_000;
// Discord's limits: ids in one request; and 120 sends a minute for a connection, heartbeats included.
const MAX_IDS = 100;
const REQUESTS_A_MINUTE = 60;
// A server that does not know the request must not cost everybody a second.
const SILENCES_BEFORE_PAUSE = 2;
const PAUSE_MS = 5 * 60_000;

/**
 * Asks the gateway who is still there: it answers for up to 100 members at once and needs no privileged intent, while HTTP would take a
 * request for each.
 */
export function createDeparted({
  send,
  timeoutMs = TIMEOUT_MS,
  elapsed = () => performance.now(),
}: DepartedParts): Departed {
  const waiting = new Map<string, (chunk: GatewayGuildMembersChunkDispatchData) => void>();
  let count = 0;
  let silences = 0;
  let pausedUntil = 0;
  let minute = { since: 0, requests: 0 };

  const mayAsk = (): boolean => {
    const now = elapsed();
    if (now < pausedUntil) return false;
    if (now - minute.since >= 60_000) minute = { since: now, requests: 0 };
    minute.requests += 1;
    return minute.requests <= REQUESTS_A_MINUTE;
  };

  const ask = async (guild: GuildId, members: readonly MemberId[]): Promise<readonly string[]> => {
    if (!mayAsk()) return [];
    const nonce = `departed-${(count += 1)}`;
    const answered = new Promise<readonly string[] | null>((resolve) => {
      const missing: string[] = [];
      const timer = setTimeout(() => resolve(null), timeoutMs);
      waiting.set(nonce, (chunk) => {
        missing.push(...(chunk.not_found ?? []).map(String));
        if (chunk.chunk_index + 1 < chunk.chunk_count) return;
        clearTimeout(timer);
        resolve(missing);
      });
      const d = { guild_id: guild, user_ids: [...members], nonce };
      send(guild, { op: GatewayOpcodes.RequestGuildMembers, d }).catch(() => resolve(null));
    });
    const missing = await answered;
    waiting.delete(nonce);
    silences = missing ? 0 : silences + 1;
    if (silences >= SILENCES_BEFORE_PAUSE) {
      silences = 0;
      pausedUntil = elapsed() + PAUSE_MS;
    }
    return missing ?? [];
  };

  return {
    find: async (guild, members) => {
      const groups = [];
      for (let start = 0; start < members.length; start += MAX_IDS)
        groups.push(members.slice(start, start + MAX_IDS));
      const answers = await Promise.all(groups.map((group) => ask(guild, group)));
      return new Set(answers.flat().map((id) => mint<MemberId>(id)));
    },
    onChunk: (chunk) => waiting.get(chunk.nonce ?? "")?.(chunk),
  };
}
