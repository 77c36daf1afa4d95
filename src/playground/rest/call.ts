import type { Answer } from "./answer.ts";
import type { Core } from "../core.ts";
import type { StoredMessage } from "../messages/message.ts";
import type { Upload } from "./multipart.ts";

/** A request that has reached its route: authorised, within its limits, its body read. */
export type Call = {
  readonly core: Core;
  /** The path's variables, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly Upload[];
  /** Gives the log what the answer does not say. */
  readonly note: (note: Note) => void;
};

export type Note = {
  readonly message?: { readonly message: StoredMessage; readonly created: boolean };
  readonly unknownFields?: readonly string[];
};

export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/channels/:channel/messages`. */
  readonly path: string;
  /** "none" where the token is in the path, as with interactions and webhooks. */
  readonly auth: "bot" | "none";
  readonly run: (call: Call) => Answer;
};

/** A variable of the path. Throws when the route has none of that name. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the route has no :${name}`);
  return value;
}
