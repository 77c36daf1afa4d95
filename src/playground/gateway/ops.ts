import { closeWith, expectHeartbeat, forgetOldSessions } from "./state.ts";
import type { GatewayState } from "./state.ts";
import type { Connection } from "./connection.ts";
import { canReplay, covers, newSession, sendDispatch } from "./session.ts";
import type { Session } from "./session.ts";
import { sendMembers } from "./members.ts";
import { guildCreatePayload, userPayload } from "../world/payloads.ts";

const OP = { heartbeat: 1, identify: 2, presence: 3, voice: 4, resume: 6, members: 8 } as const;
const SENDS_A_MINUTE = 120;
const MAX_BYTES = 4096;
const GUILDS = 1 << 0;
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const ALL_INTENTS = (1 << 26) - 1;
const MAX_GUILDS_A_SHARD = 2500;

type Payload = { readonly op?: unknown; readonly d?: unknown };

/** Takes one frame of a client. What breaks a rule closes the socket with Discord's code for it. */
export function receive(state: GatewayState, connection: Connection, text: string): void {
  if (!state.connections.has(connection) || connection.closing) return;
  const now = state.core().clock.elapsed();
  connection.received = [...connection.received.filter((at) => at > now - 60_000), now];
  if (connection.received.length > SENDS_A_MINUTE)
    return closeWith(state, connection, 4008, "You are being rate limited.");
  const payload = Buffer.byteLength(text) > MAX_BYTES ? null : parse(text);
  if (!payload) return closeWith(state, connection, 4002, "Error while decoding payload.");
  switch (payload.op) {
    case OP.heartbeat:
      expectHeartbeat(state, connection);
      if (state.acksWithheld === 0) connection.send(11);
      return;
    case OP.identify:
      return identify(state, connection, payload.d as IdentifyData | null);
    case OP.resume:
      return resume(state, connection, payload.d as ResumeData | null);
    case OP.members:
    case OP.presence:
    case OP.voice:
      if (!connection.session) return closeWith(state, connection, 4003, "Not authenticated.");
      if (payload.op === OP.members) sendMembers(state, connection, connection.session, payload.d);
      return;
    default:
      return closeWith(state, connection, 4001, "Unknown opcode.");
  }
}

function parse(text: string): Payload | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

type IdentifyData = {
  readonly token?: unknown;
  readonly intents?: unknown;
  readonly properties?: unknown;
  readonly shard?: unknown;
};

function identify(state: GatewayState, connection: Connection, data: IdentifyData | null): void {
  const core = state.core();
  if (connection.session) return closeWith(state, connection, 4005, "Already authenticated.");
  if (!data || typeof data.properties !== "object") {
    return closeWith(state, connection, 4002, "Error while decoding payload.");
  }
  const refuse = (code: number, reason: string): void => {
    core.log.addGateway({ event: "refused identify", shard: shard?.[0] ?? null, session: null, code });
    closeWith(state, connection, code, reason);
  };
  const shard = readShard(data.shard);
  if (data.token !== core.options.token) return refuse(4004, "Authentication failed.");
  if (!shard) return refuse(4010, "Invalid shard.");
  const { intents } = data;
  if (
    typeof intents !== "number" ||
    !Number.isInteger(intents) ||
    intents < 0 ||
    (intents & ~ALL_INTENTS) !== 0
  ) {
    return refuse(4013, "Invalid intent(s).");
  }
  if ((intents & PRIVILEGED & ~core.options.privilegedIntents) !== 0)
    return refuse(4014, "Disallowed intent(s).");
  if (!mayIdentify(state, shard[0])) {
    core.log.addGateway({ event: "refused identify", shard: shard[0], session: null });
    return connection.send(9, false);
  }
  const session = newSession(shard, intents, connection);
  const guilds = [...core.world.guilds.values()].filter((guild) => covers(session, guild.id));
  if (guilds.length > MAX_GUILDS_A_SHARD) return refuse(4011, "Sharding required.");
  state.identifiesLeft -= 1;
  state.sessions.set(session.id, session);
  connection.session = session;
  core.log.addGateway({ event: "identified", shard: shard[0], session: session.id });
  sendReady(state, session);
  core.change({ kind: "bot" });
}

function readShard(value: unknown): readonly [number, number] | null {
  if (value === undefined) return [0, 1];
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [index, count] = value as unknown[];
  const fits = Number.isInteger(index) && Number.isInteger(count) && (index as number) >= 0;
  return fits && (index as number) < (count as number) ? [index as number, count as number] : null;
}

/** One identify every five seconds for each bucket, `shard % max_concurrency`, and so many a day. */
function mayIdentify(state: GatewayState, shard: number): boolean {
  const { clock, options } = state.core();
  const bucket = shard % options.maxConcurrency;
  const last = state.identifiedAt.get(bucket);
  if (state.identifiesLeft <= 0) return false;
  if (last !== undefined && clock.elapsed() - last < options.identifyIntervalMs) return false;
  state.identifiedAt.set(bucket, clock.elapsed());
  return true;
}

function sendReady(state: GatewayState, session: Session): void {
  const { world, baseUrl } = state.core();
  const guilds = [...world.guilds.values()].filter((guild) => covers(session, guild.id));
  sendDispatch(session, "READY", {
    v: 10,
    user: { ...userPayload(world, world.botId), verified: true, mfa_enabled: false, email: null },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayUrl(baseUrl()),
    application: { id: world.applicationId, flags: 0 },
    shard: session.shard,
    session_type: "normal",
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    _trace: ["stand-in"],
  });
  if ((session.intents & GUILDS) === 0) return;
  for (const guild of guilds) {
    if (!guild.unavailable) sendDispatch(session, "GUILD_CREATE", guildCreatePayload(world, guild));
  }
}

/** Where clients connect. */
export function gatewayUrl(baseUrl: string): string {
  return `${baseUrl.replace(/^http/, "ws")}/gateway`;
}

type ResumeData = { readonly token?: unknown; readonly session_id?: unknown; readonly seq?: unknown };

function resume(state: GatewayState, connection: Connection, data: ResumeData | null): void {
  const core = state.core();
  forgetOldSessions(state);
  if (connection.session) return closeWith(state, connection, 4005, "Already authenticated.");
  if (!data || data.token !== core.options.token)
    return closeWith(state, connection, 4004, "Authentication failed.");
  const session = state.sessions.get(String(data.session_id));
  const sequence = Number(data.seq);
  if (!session || !Number.isInteger(sequence) || !canReplay(session, sequence)) {
    core.log.addGateway({
      event: "refused resume",
      shard: session?.shard[0] ?? null,
      session: session?.id ?? null,
    });
    if (session) state.sessions.delete(session.id);
    return connection.send(9, false);
  }
  const old = session.connection;
  session.connection = connection;
  session.lostAt = null;
  connection.session = session;
  // A resume takes the session over from a socket that may still look open.
  if (old) {
    old.session = null;
    old.terminate();
  }
  const missed = session.sent.filter((one) => one.sequence > sequence);
  for (const { frame } of missed) connection.sendFrame(frame);
  core.log.addGateway({
    event: "resumed",
    shard: session.shard[0],
    session: session.id,
    replayed: missed.length,
  });
  sendDispatch(session, "RESUMED", { _trace: ["stand-in"] });
  core.change({ kind: "bot" });
}
