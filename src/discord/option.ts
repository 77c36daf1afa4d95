import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { APIApplicationCommandBasicOption, APIInteractionDataResolved } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { mint } from "../domain/ids.ts";
import type { MemberId } from "../domain/ids.ts";
import type { Suggestion } from "../text/reply.ts";
import type { Call } from "./command.ts";

/** What an option's value is read from: the raw value Discord sent, and the objects that came with it. */
export type RawOption = {
  readonly value: string | number | boolean;
  readonly resolved: APIInteractionDataResolved | undefined;
};

/** The other options of a command that is still being typed, as they stand; unchecked. */
export type Filled = Readonly<Record<string, string | number | boolean | undefined>>;

/** Completes what is typed so far. Returns at most 25 suggestions. */
export type Complete = (typed: string, call: Call<Filled>, app: App) => Suggestion[] | Promise<Suggestion[]>;

/**
 * An option of a command: what Discord is told, and how its value is read. `Value` is the type that `run` is given; it
 * includes undefined where the option is not required. `read` gives null for what was never described like this: a client
 * that still shows an older version of the command sends it.
 */
export type Option<Value> = {
  readonly describe: (name: string) => APIApplicationCommandBasicOption;
  readonly read: (raw: RawOption | undefined) => { readonly value: Value } | null;
  readonly complete?: Complete;
};
// oxlint-disable-next-line typescript/no-explicit-any -- any Option, whatever its value: only a type parameter's bound
export type Options = Readonly<Record<string, Option<any>>>;
export type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer V> ? V : never;
};

export type Choice<Value extends string | number> = { readonly name: string; readonly value: Value };
// NoInfer: inside `defineSubcommand` an option is built where any Option will do, and `any` would be taken for its value.
type Given<Required extends boolean, Value> =
  NoInfer<Required> extends true ? NoInfer<Value> : NoInfer<Value> | undefined;
type Common<Required extends boolean> = { readonly description: string; readonly required?: Required };

/**
 * A text. With `choices` Discord offers those alone and the value has their literal type; with `complete` it suggests, and
 * whoever types may still send something else: check it in `run`.
 */
export function stringOption<const Value extends string = string, const Required extends boolean = false>(
  spec: Common<Required> & {
    readonly choices?: readonly Choice<Value>[];
    readonly complete?: Complete;
    readonly minLength?: number;
    readonly maxLength?: number;
  },
): Option<Given<Required, Value>> {
  if (spec.choices && spec.complete) throw new RangeError("an option has either choices or completions");
  return {
    describe: (name) => {
      const option = {
        ...described(name, spec),
        type: ApplicationCommandOptionType.String as const,
        ...(spec.minLength !== undefined && { min_length: spec.minLength }),
        ...(spec.maxLength !== undefined && { max_length: spec.maxLength }),
      };
      if (spec.complete) return { ...option, autocomplete: true };
      return spec.choices ? { ...option, choices: offered(spec.choices) } : option;
    },
    read: reader(spec, (raw): Value | null =>
      typeof raw.value === "string" && isChoice(spec.choices, raw.value) ? raw.value : null,
    ),
    ...(spec.complete && { complete: spec.complete }),
  };
}

/** A whole number. With `choices` the value has their literal type. */
export function integerOption<const Value extends number = number, const Required extends boolean = false>(
  spec: Common<Required> & {
    readonly choices?: readonly Choice<Value>[];
    readonly min?: number;
    readonly max?: number;
  },
): Option<Given<Required, Value>> {
  return {
    describe: (name) => ({
      ...described(name, spec),
      type: ApplicationCommandOptionType.Integer,
      ...(spec.choices && { choices: offered(spec.choices) }),
      ...(spec.min !== undefined && { min_value: spec.min }),
      ...(spec.max !== undefined && { max_value: spec.max }),
    }),
    read: reader(spec, (raw): Value | null =>
      typeof raw.value === "number" && Number.isSafeInteger(raw.value) && isChoice(spec.choices, raw.value)
        ? raw.value
        : null,
    ),
  };
}

/** Yes or no. */
export function booleanOption<const Required extends boolean = false>(
  spec: Common<Required>,
): Option<Given<Required, boolean>> {
  return {
    describe: (name) => ({ ...described(name, spec), type: ApplicationCommandOptionType.Boolean }),
    read: reader(spec, (raw): boolean | null => (typeof raw.value === "boolean" ? raw.value : null)),
  };
}

/** A person picked in an option. `present` is false for someone who is not in this server. The name is not escaped. */
export type PickedUser = {
  readonly id: MemberId;
  readonly displayName: string;
  readonly bot: boolean;
  readonly present: boolean;
};

/** A person: a member of this server, or any user of Discord whose id was typed. */
export function userOption<const Required extends boolean = false>(
  spec: Common<Required>,
): Option<Given<Required, PickedUser>> {
  return {
    describe: (name) => ({ ...described(name, spec), type: ApplicationCommandOptionType.User }),
    read: reader(spec, (raw): PickedUser | null => {
      if (typeof raw.value !== "string") return null;
      const user = raw.resolved?.users?.[raw.value];
      const member = raw.resolved?.members?.[raw.value];
      return {
        id: mint<MemberId>(raw.value),
        displayName: member?.nick ?? user?.global_name ?? user?.username ?? raw.value,
        bot: user?.bot ?? false,
        present: member !== undefined,
      };
    }),
  };
}

function described(name: string, spec: Common<boolean>) {
  return { name, description: spec.description, required: spec.required ?? false };
}

function offered<Value extends string | number>(choices: readonly Choice<Value>[]) {
  return choices.map(({ name, value }) => ({ name, value }));
}

function isChoice<Value extends string | number>(
  choices: readonly Choice<Value>[] | undefined,
  value: string | number,
): value is Value {
  return choices === undefined || choices.some((choice) => choice.value === value);
}

/** Reads an option that may be left out; `read` gives null for a value that was never described. */
function reader<Value, Required extends boolean>(
  spec: Common<Required>,
  read: (raw: RawOption) => Value | null,
): Option<Given<Required, Value>>["read"] {
  return (raw) => {
    if (raw === undefined) return spec.required ? null : { value: undefined as Given<Required, Value> };
    const value = read(raw);
    return value === null ? null : { value: value as Given<Required, Value> };
  };
}
