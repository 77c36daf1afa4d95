import { randomBytes } from "node:crypto";
import { InteractionType, PermissionFlagsBits } from "discord-api-types/v10";
import type { APIInteraction, APIInteractionDataResolved } from "discord-api-types/v10";
import type { App } from "../app.ts";
import type { Metrics } from "../ops/metrics.ts";
import { parseCustomId } from "../text/custom-id.ts";
import {
  faultText,
  notAllowedText,
  oldCommandText,
  oldComponentText,
  serverOnlyText,
} from "../text/fault.ts";
import type { Message, Reply } from "../text/reply.ts";
import { openAnswer } from "./answer.ts";
import { createCatalog } from "./catalog.ts";
import type { Catalog } from "./catalog.ts";
import type { Command } from "./command.ts";
import { readCall, readClick, readClicked, readTyped } from "./interaction.ts";
import type {
  CommandInteraction,
  ComponentInteraction,
  ServedInteraction,
  TypedCommand,
} from "./interaction.ts";
import { createInFlight } from "./in-flight.ts";
import type { Options } from "./option.ts";
import { completionCallback } from "./respond.ts";
import type { Api, Sent } from "./rest.ts";

export type Dispatch = {
  /** Takes an interaction. Returns at once and never throws. */
  readonly handle: (interaction: APIInteraction) => void;
  /** Resolves when nothing runs any more, or after so many milliseconds; with how much still runs then. */
  readonly drain: (ms: number) => Promise<number>;
};

export type DispatchParts = {
  readonly commands: readonly Command[];
  readonly app: App;
  readonly api: Pick<Api, "callback" | "editAnswer" | "followUp">;
  readonly metrics: Metrics;
  /** After so many milliseconds an interaction is deferred: 1,500. Discord waits for 3 seconds. */
  readonly deferAfterMs?: number;
};

/** What is to be done for an interaction, found before anything runs. */
type Task = { readonly name: string; readonly run: () => Promise<Reply> };

const DEFER_AFTER_MS = 1_500;
const UNKNOWN = "unknown";

/** The way from an interaction's payload to a command and back. The one place that catches what a command throws. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { app, metrics } = parts;
  const catalog = createCatalog(parts.commands);
  const inFlight = createInFlight();

  const serve = async (interaction: ServedInteraction): Promise<void> => {
    const received = performance.now();
    const { name, run } = find(catalog, interaction, app);
    const answer = openAnswer(parts.api, interaction, readClicked(interaction));
    const timer = setTimeout(answer.defer, parts.deferAfterMs ?? DEFER_AFTER_MS);
    let faulty = false;
    const fault = (error: unknown, message: string): Reply => {
      faulty = true;
      const id = randomBytes(3).toString("hex");
      app.log.error({ fault: id, command: name, interaction: interaction.id, err: error }, message);
      return privately(faultText(id));
    };

    const reply = await run().catch((error: unknown) => fault(error, "a command failed"));
    clearTimeout(timer);
    let sent = await answer.send(reply);
    if (sent.kind === "refused" || (sent.kind === "lost" && answer.deferred())) {
      metrics.answerFailed(sent.kind);
      sent = await answer.send(fault(sent.error, "an answer was not accepted"));
    }
    const seconds = (performance.now() - received) / 1000;
    metrics.interaction(name, faulty ? "fault" : sent.kind, seconds);
    if (sent.kind !== "accepted") {
      metrics.answerFailed(sent.kind);
      noteUnanswered(app, { command: name, interaction: interaction.id, seconds }, sent);
    }
  };

  const complete = async (interaction: CommandInteraction): Promise<void> => {
    const received = performance.now();
    const typed = readTyped(interaction);
    const suggestions = await suggest(catalog, interaction, typed, app).catch((error: unknown) => {
      app.log.error({ command: typed.path, err: error }, "a completion failed");
      return [];
    });
    const sent = await parts.api.callback(interaction, completionCallback(suggestions));
    metrics.interaction("completion", sent.kind, (performance.now() - received) / 1000);
    // Whoever types on has long asked anew: a completion that came too late matters to nobody.
    if (sent.kind === "refused" || sent.kind === "lost") {
      app.log.warn({ command: typed.path, err: sent.error }, "a completion was not accepted");
    }
  };

  const take = async (interaction: APIInteraction): Promise<void> => {
    try {
      if (interaction.type === InteractionType.Ping) return;
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) await complete(interaction);
      else await serve(interaction);
    } catch (error) {
      app.log.error({ interaction: interaction.id, err: error }, "an interaction could not be handled");
    }
  };

  return {
    handle: (interaction) => inFlight.take(interaction.id, () => take(interaction)),
    drain: inFlight.drain,
  };
}

function find(catalog: Catalog, interaction: ServedInteraction, app: App): Task {
  return "custom_id" in interaction.data
    ? findRoute(catalog, interaction as ComponentInteraction, interaction.data.custom_id, app)
    : findCommand(catalog, interaction as CommandInteraction, app);
}

function findCommand(catalog: Catalog, interaction: CommandInteraction, app: App): Task {
  const typed = readTyped(interaction);
  const found = catalog.runnables.get(typed.path);
  if (!found) return refusal(UNKNOWN, oldCommandText());
  const call = readCall(interaction);
  const refused = forbidden(found.command, call);
  if (refused) return refusal(typed.path, refused);
  const options = readOptions(found.behaviour.options, typed, interaction.data);
  if (!options) return refusal(typed.path, oldCommandText());
  return { name: typed.path, run: async () => found.behaviour.run({ ...call, options }, app) };
}

function findRoute(catalog: Catalog, interaction: ComponentInteraction, customId: string, app: App): Task {
  const route = parseCustomId(customId);
  const name = route ? `${route.command}:${route.action}` : UNKNOWN;
  const found = catalog.routes.get(name);
  if (!route || !found) return refusal(UNKNOWN, oldComponentText());
  const click = readClick(interaction, route.args);
  const refused = forbidden(found.command, click);
  if (refused) return refusal(name, refused);
  return { name, run: async () => found.handler(click, app) };
}

async function suggest(catalog: Catalog, interaction: CommandInteraction, typed: TypedCommand, app: App) {
  const found = catalog.runnables.get(typed.path);
  const focused = typed.options.find((option) => option.focused);
  const complete = focused && found?.behaviour.options[focused.name]?.complete;
  if (!found || !complete) return [];
  const call = readCall(interaction);
  if (forbidden(found.command, call)) return [];
  const options = Object.fromEntries(typed.options.map(({ name, value }) => [name, value]));
  return complete(String(focused.value), { ...call, options }, app);
}

/** Why this caller may not use the command here; null if they may. Discord checks, too, but an administrator can override that. */
function forbidden(
  { contexts, permissions = 0n }: Command,
  { guild, member }: Pick<ReturnType<typeof readCall>, "guild" | "member">,
): Message | null {
  if (contexts === "guild" && guild === null) return serverOnlyText();
  const has = member.permissions;
  const allowed = (has & permissions) === permissions || (has & PermissionFlagsBits.Administrator) !== 0n;
  return allowed ? null : notAllowedText();
}

/** Null where the client sent what this version never asked for: it still shows an older one. */
function readOptions(options: Options, typed: TypedCommand, data: CommandInteraction["data"]) {
  const resolved = "resolved" in data ? (data.resolved as APIInteractionDataResolved) : undefined;
  const given = new Map(typed.options.map(({ name, value }) => [name, { value, resolved }]));
  if (typed.options.some(({ name }) => !Object.hasOwn(options, name))) return null;
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const read = option.read(given.get(name));
    if (!read) return null;
    values[name] = read.value;
  }
  return values;
}

function noteUnanswered(app: App, what: object, sent: Sent): void {
  if (sent.kind === "late") app.log.warn(what, "an answer came too late");
  if (sent.kind === "taken")
    app.log.warn(
      what,
      "somebody had answered before: an event sent again after a resume, or a second process",
    );
  if (sent.kind === "refused" || sent.kind === "lost") {
    app.log.error({ ...what, err: sent.error }, "an answer was not delivered");
  }
}

function refusal(name: string, message: Message): Task {
  return { name, run: async () => privately(message) };
}

function privately(message: Message): Reply {
  return { kind: "private", message };
}
