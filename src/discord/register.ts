import { createHash } from "node:crypto";
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from "discord-api-types/v10";
import type {
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Logger } from "pino";
import type { Command, Subcommand } from "./command.ts";
import type { Api } from "./rest.ts";
import { within } from "./within.ts";

/** The commands as Discord last took them. */
export type Registration = {
  readonly applicationId: string;
  readonly hash: string;
  /** Discord's id of each command, by its name. */
  readonly ids: ReadonlyMap<string, string>;
};

export type RegisterParts = {
  readonly commands: readonly Command[];
  readonly api: Pick<Api, "putCommands" | "knownCommands">;
  /** What is stored; null when nothing is, or when Discord is known to have forgotten it. */
  readonly stored: Registration | null;
  readonly save: (registration: Registration) => Promise<void>;
  readonly log: Logger;
};

/** Sees to it that Discord knows our commands, and knows their ids. */
export type Registrar = {
  /** Tells Discord the commands, if they are not what it was told last: it allows few changes a day. The first call counts. */
  readonly register: (application: string) => void;
  /** A clickable mention of a command such as "roadmap next"; its plain name while the id is not known. */
  readonly mention: (command: string) => string;
  /** Resolves when the registration has succeeded or failed, or after so many milliseconds. Never rejects. */
  readonly settled: (ms: number) => Promise<void>;
};

export function createRegistrar(parts: RegisterParts): Registrar {
  let ids = parts.stored?.ids ?? new Map<string, string>();
  let running: Promise<void> | null = null;
  const run = async (application: string): Promise<void> => {
    ids = await registerCommands(parts, application);
  };
  return {
    register: (application) => {
      running ??= run(application);
    },
    mention: (command) => {
      const id = ids.get(command.split(" ", 1)[0] ?? command);
      return id === undefined ? `/${command}` : `</${command}:${id}>`;
    },
    settled: (ms) => within(ms, running ?? Promise.resolve()),
  };
}

/**
 * The ids of our commands, if Discord still has them all as it took them; null if they must be told again: somebody may have deleted
 * one, and a server for trials may begin anew while our database does not.
 */
async function stillKnown({ api, stored, log }: RegisterParts): Promise<ReadonlyMap<string, string> | null> {
  if (!stored) return null;
  try {
    const known = await api.knownCommands(stored.applicationId);
    if (known === null) return null;
    const ids = new Map(known.map(({ name, id }) => [name, id]));
    return [...stored.ids.keys()].every((name) => ids.has(name)) ? ids : null;
  } catch (error) {
    log.warn({ err: error }, "Discord does not say which commands it has; they are taken as unchanged");
    return stored.ids;
  }
}

/** Resolves with the ids of the commands. A failure is logged and leaves the bot with the commands that Discord knows. */
async function registerCommands(
  parts: RegisterParts,
  application: string,
): Promise<ReadonlyMap<string, string>> {
  const { commands, api, stored, save, log } = parts;
  const body = commands.map(describeCommand);
  const hash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  if (stored?.applicationId === application && stored.hash === hash) {
    const known = await stillKnown(parts);
    if (known !== null) return known;
  }
  let ids = stored?.ids ?? new Map<string, string>();
  try {
    const taken = await api.putCommands(application, body);
    ids = new Map(taken.map(({ name, id }) => [name, id]));
    log.info({ commands: ids.size }, "commands registered");
    await save({ applicationId: application, hash, ids });
  } catch (error) {
    log.error(
      { err: error },
      "the commands could not be registered, or that not be kept; the next start tries again",
    );
  }
  return ids;
}

/** A command as Discord is told. Where it can be used is said outright: Discord's defaults depend on the application's settings. */
export function describeCommand(command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const options = command.run
    ? describeOptions(command.run)
    : Object.entries(command.subcommands ?? {}).map(describeSubcommand);
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.description,
    ...(options.length > 0 && { options }),
    ...(command.permissions && permissionsOf(command.permissions)),
    contexts:
      command.contexts === "guild"
        ? [InteractionContextType.Guild]
        : [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

/** Discord's prose and its types say a string, its OpenAPI description a whole number; it takes either. */
function permissionsOf(bits: bigint) {
  return { default_member_permissions: Number(bits) as unknown as string };
}

function describeSubcommand([name, subcommand]: [string, Subcommand]): APIApplicationCommandSubcommandOption {
  const options = describeOptions(subcommand);
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: subcommand.description,
    ...(options.length > 0 && { options }),
  };
}

function describeOptions({ options }: Subcommand) {
  return Object.entries(options).map(([name, option]) => option.describe(name));
}
