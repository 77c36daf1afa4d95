import type { Choice, OptionValue, OptionValues, Outcome } from "../actor.ts";
import type { ChoiceBody, OptionBody } from "../check/command-body.ts";
import type { RegisteredCommand } from "./commands.ts";
import { interactionContext, resolvedObjects } from "./interaction-payload.ts";
import type { Opening } from "./interactions.ts";
import { PERMISSION } from "../world/permissions.ts";
import { outcomeOf } from "./place.ts";
import type { Place } from "./place.ts";
import { offeredCommands } from "./shown.ts";

/** A command, the subcommand path below it, and the options that can be filled in there. */
type Chosen = {
  readonly command: RegisteredCommand;
  readonly steps: readonly OptionBody[];
  readonly options: readonly OptionBody[];
  readonly path: string;
};
const TYPE = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

/** Uses a slash command as the client does, which refuses what does not fit its options. */
export async function useCommand(place: Place, path: string, values: OptionValues): Promise<Outcome> {
  const chosen = choose(place, path);
  checkValues(place, chosen, values);
  const given = chosen.options.filter((option) => values[option.name] !== undefined);
  const leaves = given.map((option) => ({
    name: option.name,
    type: option.type,
    value: values[option.name],
  }));
  const opening = open(place, chosen, 2, leaves, resolve(place, given, values));
  return outcomeOf(place.core, await place.core.interactions.open(opening));
}

/** Asks for completions. Null when none came, which the client shows as a failure. */
export async function completeOption(
  place: Place,
  path: string,
  optionName: string,
  typed: string,
  others: OptionValues,
): Promise<Choice[] | null> {
  const chosen = choose(place, path);
  const focused = chosen.options.find((option) => option.name === optionName);
  if (!focused?.autocomplete) throw new Error(`/${path} has no option ${optionName} that completes`);
  const leaves = chosen.options
    .filter((option) => option === focused || others[option.name] !== undefined)
    .map((option) =>
      option === focused
        ? { name: option.name, type: option.type, value: typed, focused: true }
        : { name: option.name, type: option.type, value: others[option.name] },
    );
  const opening = { ...open(place, chosen, 4, leaves, undefined), completes: focused.type };
  const { result } = await place.core.interactions.open(opening);
  return result.kind === "choices" ? [...result.choices] : null;
}

function choose(place: Place, path: string): Chosen {
  const { core, userId, channelId } = place;
  const [name, ...rest] = path.replace(/^\//, "").split(/\s+/);
  const guildId = core.world.channels.get(channelId)?.guildId ?? null;
  const bits = core.world.permissions(userId, channelId);
  if (!(bits & PERMISSION.viewChannel) || !(bits & PERMISSION.useCommands))
    throw new Error("they may use no command here");
  const offered = offeredCommands(core, guildId, userId) as unknown as RegisteredCommand[];
  const command = offered.find((one) => one.name === name && one.type === 1);
  if (!command) throw new Error(`there is no command /${name} here`);
  const steps: OptionBody[] = [];
  let options: readonly OptionBody[] = command.options ?? [];
  for (const step of rest) {
    const next = options.find((option) => option.name === step && option.type <= 2);
    if (!next) throw new Error(`there is no command /${path}`);
    steps.push(next);
    options = next.options ?? [];
  }
  if (options.some((option) => option.type <= 2)) throw new Error(`/${path} needs a subcommand`);
  return { command, steps, options, path: [name, ...rest].join(" ") };
}

function open(
  { core, userId, channelId }: Place,
  chosen: Chosen,
  type: 2 | 4,
  leaves: readonly object[],
  resolved: Record<string, unknown> | undefined,
): Opening {
  const { command, steps } = chosen;
  const options = steps.reduceRight<readonly object[]>(
    (inner, step) => [{ name: step.name, type: step.type, options: inner }],
    leaves,
  );
  const data = {
    id: command.id,
    name: command.name,
    type: 1,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    ...(options.length === 0 ? {} : { options }),
    ...(resolved ? { resolved } : {}),
  };
  const guildId = core.world.channels.get(channelId)?.guildId ?? null;
  const payload = { ...interactionContext(core, userId, channelId), data };
  return { type, userId, channelId, guildId, command: chosen.path, source: null, payload };
}

function resolve(
  place: Place,
  given: readonly OptionBody[],
  values: OptionValues,
): Record<string, unknown> | undefined {
  const { core, channelId } = place;
  const guildId = core.world.channels.get(channelId)?.guildId ?? null;
  const ids = (...types: number[]): string[] =>
    given.filter((option) => types.includes(option.type)).map((option) => String(values[option.name]));
  return resolvedObjects(core, guildId, {
    users: ids(TYPE.user, TYPE.mentionable),
    roles: ids(TYPE.role, TYPE.mentionable),
    channels: ids(TYPE.channel),
    attachments: ids(TYPE.attachment),
  });
}

/** Throws an Error for what the client would not send. */
function checkValues(place: Place, chosen: Chosen, values: OptionValues): void {
  const unknown = Object.keys(values).filter(
    (name) => !chosen.options.some((option) => option.name === name),
  );
  if (unknown.length > 0) throw new Error(`/${chosen.path} has no option ${unknown.join(", ")}`);
  for (const option of chosen.options) {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required) throw new Error(`/${chosen.path} needs the option ${option.name}`);
      continue;
    }
    const problem =
      typeProblem(place, option, value) ?? rangeProblem(option, value) ?? choiceProblem(option, value);
    if (problem) throw new Error(`/${chosen.path} ${option.name}: ${problem}`);
  }
}

function typeProblem({ core, channelId }: Place, option: OptionBody, value: OptionValue): string | null {
  const { world } = core;
  const guild = world.guilds.get(world.channels.get(channelId)?.guildId ?? "");
  const id = String(value);
  switch (option.type) {
    case TYPE.string:
      return typeof value === "string" ? null : "text is wanted";
    case TYPE.integer:
      return Number.isSafeInteger(value) ? null : "a whole number is wanted";
    case TYPE.number:
      return typeof value === "number" && Number.isFinite(value) ? null : "a number is wanted";
    case TYPE.boolean:
      return typeof value === "boolean" ? null : "true or false is wanted";
    case TYPE.user:
      return world.users.has(id) ? null : "there is no such user";
    case TYPE.channel:
      return world.channels.has(id) ? null : "there is no such channel";
    case TYPE.role:
      return guild?.roles.has(id) ? null : "there is no such role";
    case TYPE.mentionable:
      return guild?.roles.has(id) || world.users.has(id) ? null : "there is no such user or role";
    case TYPE.attachment:
      return core.files.upload(id) ? null : "there is no such upload";
    default:
      return "the stand-in cannot fill in options of this type";
  }
}

function rangeProblem(option: OptionBody, value: OptionValue): string | null {
  const size = typeof value === "string" && option.type === TYPE.string ? value.length : value;
  if (typeof size !== "number") return null;
  const text = option.type === TYPE.string;
  const min = text ? (option.min_length ?? 0) : (option.min_value ?? -Infinity);
  const max = text ? (option.max_length ?? 6000) : (option.max_value ?? Infinity);
  return size < min || size > max ? `between ${min} and ${max}, not ${size}` : null;
}

function choiceProblem(option: OptionBody, value: OptionValue): string | null {
  const choices: readonly ChoiceBody[] = option.choices ?? [];
  if (choices.length === 0 || choices.some((choice) => choice.value === value)) return null;
  return `one of ${choices.map((choice) => choice.value).join(", ")} is wanted`;
}
