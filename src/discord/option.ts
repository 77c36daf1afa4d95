import type { APIApplicationCommandBasicOption, APIInteractionDataResolved } from "discord.js";
import type { App } from "../app.ts";
import type { Suggestion } from "../text/reply.ts";
import type { Call } from "./command.ts";

/** What an option's value is read from: the raw value Discord sent, and the objects that came with it. */
export type RawOption = {
  readonly value: string | number | boolean;
  readonly resolved: APIInteractionDataResolved | undefined;
};

/** Completes what is typed so far. Returns at most 25 suggestions. */
export type Complete = (typed: string, call: Call<object>, app: App) => Suggestion[] | Promise<Suggestion[]>;

/**
 * An option of a command: what Discord is told, and how its value is read. `Value` is the type that `run` is given; it
 * includes undefined where the option is not required.
 */
export type Option<Value> = {
  readonly describe: (name: string) => APIApplicationCommandBasicOption;
  readonly read: (raw: RawOption | undefined) => Value;
  readonly complete?: Complete;
};
// oxlint-disable-next-line typescript/no-explicit-any -- any Option, whatever its value: only a type parameter's bound
export type Options = Readonly<Record<string, Option<any>>>;
export type Values<O extends Options> = { readonly [Name in keyof O]: O[Name] extends Option<infer V> ? V : never };
