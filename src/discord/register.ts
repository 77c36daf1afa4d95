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
  readonly api: Pick<Api, "putCommands">;
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

/** Resolves with the ids of the commands. A failure is logged and leaves the bot with the commands that Discord knows. */
async function registerCommands(
  { commands, api, stored, save, log }: RegisterParts,
  application: string,
): Promise<ReadonlyMap<string, string>> {
  const body = commands.map(describeCommand);
  const hash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  if (stored?.applicationId === application && stored.hash === hash) return stored.ids;
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
    ...(command.permissions && { default_member_permissions: command.permissions.toString() }),
    contexts:
      command.contexts === "guild"
        ? [InteractionContextType.Guild]
        : [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
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
