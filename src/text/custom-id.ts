/** A component's custom id, read back. `args` never hold a colon. */
export type Route = { readonly command: string; readonly action: string; readonly args: readonly string[] };

const VERSION = "v1";
const MAX_LENGTH = 100; // Discord's limit for a custom id

/**
 * The custom id that leads a click to `routes[action]` of a command: `v1:roadmap:done:sql-advanced`. It lives as long as the message.
 * Throws a RangeError for a part with a colon or an id over 100 characters: both are faults of ours.
 */
export function customId(command: string, action: string, ...args: readonly string[]): string {
  const parts = [VERSION, command, action, ...args];
  const id = parts.join(":");
  if (id.length > MAX_LENGTH || parts.some((part) => part.includes(":"))) {
    throw new RangeError(`not a custom id: ${id}`);
  }
  return id;
}

/** The same with what somebody typed at its end, for a form that is to hold it again; without that where it has no room or holds a colon. */
export function customIdKeeping(typed: readonly string[], ...[command, action, ...args]: IdParts): string {
  const length = [VERSION, command, action, ...args, ...typed].join(":").length;
  const fits = length <= MAX_LENGTH && !typed.some((part) => part.includes(":"));
  return customId(command, action, ...args, ...(fits ? typed : []));
}
type IdParts = Parameters<typeof customId>;

/** Reads a custom id back; null for one that no version of ours has written. */
export function parseCustomId(id: string): Route | null {
  const [version, command, action, ...args] = id.split(":");
  if (version !== VERSION || !command || !action) return null;
  return { command, action, args };
}
