import type { CommandBody, OptionBody } from "../check/command-body.ts";

/** A command as Discord answers it. */
export type RegisteredCommand = {
  readonly id: string;
  readonly application_id: string;
  readonly guild_id?: string;
  readonly version: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly default_member_permissions: string | null;
  readonly contexts: readonly number[] | null;
  readonly integration_types: readonly number[];
  readonly options?: readonly OptionBody[];
  readonly nsfw: boolean;
  readonly [field: string]: unknown;
};

export type Commands = {
  /** Of a guild, or with null those of everywhere. */
  list(guildId: string | null): readonly RegisteredCommand[];
  get(guildId: string | null, id: string): RegisteredCommand | undefined;
  /** Replaces all; a command of the same type and name keeps its id. Null: over the day's 200 creates. */
  replace(guildId: string | null, bodies: readonly CommandBody[]): readonly RegisteredCommand[] | null;
  /** Adds one, or overwrites the one of the same type and name. */
  put(guildId: string | null, body: CommandBody): { command: RegisteredCommand; created: boolean } | null;
  patch(guildId: string | null, id: string, body: Partial<CommandBody>): RegisteredCommand | undefined;
  remove(guildId: string | null, id: string): boolean;
};

const CREATES_A_DAY = 200;
const DAY = 24 * 60 * 60 * 1000;

/** The application's commands, by guild, with "" for those of everywhere. */
export function createCommands(
  applicationId: string,
  nextId: () => string,
  now: () => number,
  changed: () => void,
): Commands {
  const lists = new Map<string, readonly RegisteredCommand[]>();
  const creates: { scope: string; at: number }[] = [];
  const list = (guildId: string | null): readonly RegisteredCommand[] => lists.get(guildId ?? "") ?? [];
  const store = (guildId: string | null, commands: readonly RegisteredCommand[]): void => {
    lists.set(guildId ?? "", commands);
    changed();
  };
  const mayCreate = (guildId: string | null, count: number): boolean => {
    const scope = guildId ?? "";
    const today = creates.filter((one) => one.scope === scope && one.at > now() - DAY);
    if (today.length + count > CREATES_A_DAY) return false;
    for (let index = 0; index < count; index++) creates.push({ scope, at: now() });
    return true;
  };
  const make = (guildId: string | null, body: CommandBody, known?: RegisteredCommand): RegisteredCommand =>
    normalise(body, {
      id: known?.id ?? nextId(),
      application_id: applicationId,
      version: nextId(),
      ...(guildId === null ? {} : { guild_id: guildId }),
    });
  const same = (guildId: string | null, body: CommandBody): RegisteredCommand | undefined =>
    list(guildId).find((one) => one.name === body.name && one.type === (body.type ?? 1));
  return {
    list,
    get: (guildId, id) => list(guildId).find((one) => one.id === id),
    replace(guildId, bodies) {
      if (!mayCreate(guildId, bodies.filter((body) => !same(guildId, body)).length)) return null;
      store(
        guildId,
        bodies.map((body) => make(guildId, body, same(guildId, body))),
      );
      return list(guildId);
    },
    put(guildId, body) {
      const known = same(guildId, body);
      if (!known && !mayCreate(guildId, 1)) return null;
      const command = make(guildId, body, known);
      store(guildId, [...list(guildId).filter((one) => one !== known), command]);
      return { command, created: !known };
    },
    patch(guildId, id, body) {
      const known = list(guildId).find((one) => one.id === id);
      if (!known) return undefined;
      const command = make(guildId, { ...known, ...body }, known);
      store(
        guildId,
        list(guildId).map((one) => (one === known ? command : one)),
      );
      return command;
    },
    remove(guildId, id) {
      const rest = list(guildId).filter((one) => one.id !== id);
      const found = rest.length < list(guildId).length;
      if (found) store(guildId, rest);
      return found;
    },
  };
}

function normalise(
  body: CommandBody,
  fixed: Pick<RegisteredCommand, "id" | "application_id" | "version">,
): RegisteredCommand {
  const { default_member_permissions: permissions, options } = body;
  return {
    ...fixed,
    type: body.type ?? 1,
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: body.description ?? "",
    description_localizations: body.description_localizations ?? null,
    default_member_permissions:
      permissions === null || permissions === undefined ? null : String(permissions),
    contexts: body.contexts ?? null,
    integration_types: body.integration_types ?? [0],
    nsfw: body.nsfw ?? false,
    ...(options && options.length > 0 ? { options } : {}),
  };
}
