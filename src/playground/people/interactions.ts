import { randomBytes } from "node:crypto";
import type { APIModalInteractionResponseCallbackData } from "discord.js";
import type { Core } from "../core.ts";
import type { MessageOrigin, StoredMessage } from "../messages/message.ts";
import { timeOf } from "../snowflake.ts";

/** 2 a command, 3 a component, 4 autocomplete, 5 a modal. */
export type InteractionType = 2 | 3 | 4 | 5;

/** What came of an interaction, for the person who waits. */
export type Result =
  | { readonly kind: "message"; readonly message: StoredMessage; readonly updated: boolean }
  | { readonly kind: "modal"; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: "choices"; readonly choices: readonly { name: string; value: string | number }[] }
  | { readonly kind: "failed"; readonly why: string };

/** One interaction, from the person's click until its token expires. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** "roadmap next", of a command. */
  readonly command: string | null;
  /** 1 a slash command, 3 one on a message. */
  readonly commandType: 1 | 3;
  /** The message whose component was used, or whose component opened the modal. */
  readonly source: StoredMessage | null;
  /** Of autocomplete: the type of the option that is being filled in. */
  readonly completes: number | null;
  /** Real milliseconds, for the 3 seconds. */
  readonly openedAt: number;
  /** The type of the first answer; null while there is none. */
  answered: number | null;
  /** The message that `@original` means. */
  originalId: string | null;
  /** Follow-ups that its token may change. */
  readonly followUps: Set<string>;
  readonly settle: (result: Result) => void;
};

/** What an interaction is opened with; `payload` is what the gateway sends beside id, token and type. */
export type Opening = Pick<
  Interaction,
  "type" | "userId" | "channelId" | "guildId" | "command" | "source"
> & {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly completes?: number;
  readonly commandType?: 1 | 3;
};

export type Interactions = {
  /** Sends an interaction to the bot; resolves when the person sees what came of it. */
  open(opening: Opening): Promise<{ readonly interaction: Interaction; readonly result: Result }>;
  /** By id and token; undefined for one that never was or is long over. */
  find(id: string, token: string): Interaction | undefined;
  byToken(token: string): Interaction | undefined;
  get(id: string): Interaction | undefined;
  /** Whether the first answer comes too late: 3 seconds of real time. */
  isLate(interaction: Interaction): boolean;
  /** Whether the token has expired: 15 minutes of the world's time. */
  isExpired(interaction: Interaction): boolean;
};

const ANSWER_MS = 3000;
const TOKEN_MS = 15 * 60 * 1000;
const KEPT_AFTER_EXPIRY_MS = 60 * 60 * 1000;

/** What a client shows when no answer came. */
const FAILED: Record<InteractionType, string> = {
  2: "The application did not respond",
  3: "This interaction failed",
  4: "Loading options failed",
  5: "Something went wrong. Try again.",
};

export function createInteractions(core: () => Core): Interactions {
  const byToken = new Map<string, Interaction>();
  const byId = new Map<string, Interaction>();
  const isExpired = (one: Interaction): boolean => core().clock.now() - timeOf(one.id) > TOKEN_MS;
  const isLate = (one: Interaction): boolean => core().clock.elapsed() - one.openedAt > ANSWER_MS;
  const forgetOld = (): void => {
    for (const one of byId.values()) {
      if (core().clock.now() - timeOf(one.id) < TOKEN_MS + KEPT_AFTER_EXPIRY_MS) break;
      byId.delete(one.id);
      byToken.delete(one.token);
    }
  };
  return {
    open(opening) {
      forgetOld();
      const { promise, resolve } = Promise.withResolvers<Result>();
      const interaction = newInteraction(core(), opening, resolve);
      byId.set(interaction.id, interaction);
      byToken.set(interaction.token, interaction);
      const callOff = failWhenUnanswered(core(), interaction, isExpired);
      void promise.then(callOff);
      send(core(), interaction, opening.payload);
      return promise.then((result) => ({ interaction, result }));
    },
    find(id, token) {
      const found = byId.get(id);
      return found?.token === token ? found : undefined;
    },
    byToken: (token) => byToken.get(token),
    get: (id) => byId.get(id),
    isLate,
    isExpired,
  };
}

function newInteraction(core: Core, opening: Opening, settle: Interaction["settle"]): Interaction {
  const { payload: _, completes = null, commandType = 1, ...rest } = opening;
  return {
    ...rest,
    completes,
    commandType,
    id: core.nextId(),
    token: `stand-in.${randomBytes(48).toString("base64url")}`,
    openedAt: core.clock.elapsed(),
    answered: null,
    originalId: null,
    followUps: new Set(),
    settle,
  };
}

/**
 * Tells the person of a failure after 3 seconds without any answer, and after 15 minutes of a deferred one that stays empty. Returns a
 * function that calls it off.
 */
function failWhenUnanswered(
  core: Core,
  one: Interaction,
  isExpired: (one: Interaction) => boolean,
): () => void {
  const fail = (): void => one.settle({ kind: "failed", why: FAILED[one.type] });
  const failIfExpired = (): void => {
    if (isExpired(one)) fail();
  };
  const stops = [
    core.clock.after(ANSWER_MS, () => {
      if (one.answered === null) fail();
    }),
    core.clock.after(TOKEN_MS + 1, failIfExpired),
    core.clock.onMove(failIfExpired),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function send(core: Core, one: Interaction, payload: Readonly<Record<string, unknown>>): void {
  core.gateway.dispatch(
    "INTERACTION_CREATE",
    {
      id: one.id,
      application_id: core.world.applicationId,
      type: one.type,
      token: one.token,
      version: 1,
      ...payload,
    },
    { guildId: one.guildId, intent: 0 },
  );
}

/** What a message that this interaction makes says of where it comes from. */
export function originOf(one: Interaction, first: boolean): MessageOrigin {
  return {
    interactionId: one.id,
    type: one.type === 4 ? 2 : one.type,
    userId: one.userId,
    command: one.command,
    commandType: one.commandType,
    first,
    usedMessageId: one.source?.id ?? null,
  };
}
