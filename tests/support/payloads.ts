import type { APIInteraction } from "discord-api-types/v10";
import type { App } from "../../src/app.ts";
import type { Command } from "../../src/discord/command.ts";
import { createDispatch } from "../../src/discord/dispatch.ts";
import type { MessageBody, Outgoing } from "../../src/discord/respond.ts";
import type { Sent } from "../../src/discord/rest.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import type { Database } from "../../src/store/database.ts";
import { createTestLog, emptyRoadmap } from "./bot.ts";

export const GUILD = "100000000000000001";
export const CHANNEL = "100000000000000002";
export const MEMBER = "100000000000000003";

/** What was sent, by the name of the function that sent it. */
export type SentRequest = {
  readonly by: "callback" | "editAnswer" | "followUp";
  readonly type?: number;
  /** The message, the form or the choices. */
  readonly data?: MessageBody & { readonly choices?: unknown; readonly custom_id?: string };
};

/** A dispatch whose requests a test reads, and answers if it wants to. */
export function createTestDispatch(
  commands: readonly Command[],
  { answer, deferAfterMs = 60_000 }: { answer?: (request: SentRequest) => Sent; deferAfterMs?: number } = {},
) {
  const sent: SentRequest[] = [];
  const take = (request: SentRequest): Promise<Sent> => {
    sent.push(request);
    return Promise.resolve(answer?.(request) ?? { kind: "accepted" });
  };
  const testLog = createTestLog();
  const metrics = createMetrics();
  const app: App = {
    db: {} as Database,
    roadmap: emptyRoadmap,
    log: testLog.log,
    mention: (command) => `/${command}`,
    findDeparted: () => Promise.resolve(new Set()),
    inspectChannel: () => Promise.resolve({ kind: "unknown" }),
  };
  const dispatch = createDispatch({
    commands,
    app,
    api: {
      callback: (_, { body }) =>
        take({ by: "callback", type: body.type, ...(body.data && { data: body.data as never }) }),
      editAnswer: (_, { body }: Outgoing<MessageBody>) => take({ by: "editAnswer", data: body }),
      followUp: (_, { body }: Outgoing<MessageBody>) => take({ by: "followUp", data: body }),
    },
    metrics,
    deferAfterMs,
  });
  /** Hands over a payload and resolves when it is dealt with. */
  const handle = async (payload: object): Promise<SentRequest[]> => {
    const before = sent.length;
    dispatch.handle(payload as APIInteraction);
    await dispatch.drain(5_000);
    return sent.slice(before);
  };
  return { dispatch, handle, sent, testLog, metrics };
}

let last = 0n;
/** A fresh interaction's id, made in the first second of 2026. */
export function interactionId(): string {
  last += 1n;
  return (((1_767_225_600_000n - 1_420_070_400_000n) << 22n) + last).toString();
}

type Fields = Readonly<Record<string, unknown>>;
const user = { id: MEMBER, username: "ada" };

function interaction(type: number, data: Fields, more: Fields): Fields {
  return {
    id: interactionId(),
    application_id: "100000000000000009",
    type,
    token: "an-interaction-token",
    version: 1,
    guild_id: GUILD,
    channel_id: CHANNEL,
    member: { user, roles: [], permissions: "0" },
    data,
    ...more,
  };
}

/** In place of the fields of a server: where a direct message comes from. */
export const inDirectMessage: Fields = { guild_id: undefined, member: undefined, user, context: 1 };

export const slashCommand = (name: string, options?: readonly Fields[], more: Fields = {}): Fields =>
  interaction(2, { id: "1", name, type: 1, ...(options && { options }) }, more);

export const autocomplete = (name: string, options: readonly Fields[], more: Fields = {}): Fields =>
  interaction(4, { id: "1", name, type: 1, options }, more);

export const button = (customId: string, message: Fields, more: Fields = {}): Fields =>
  interaction(3, { custom_id: customId, component_type: 2 }, { message: { id: "5", ...message }, ...more });

export const select = (customId: string, values: readonly string[], message: Fields): Fields =>
  interaction(3, { custom_id: customId, component_type: 3, values }, { message: { id: "5", ...message } });

export const modalSubmit = (customId: string, components: readonly Fields[], more: Fields = {}): Fields =>
  interaction(5, { custom_id: customId, components }, more);

export const EPHEMERAL: Fields = { flags: 64 };
export const PUBLIC: Fields = { flags: 0 };
