import type { Command, RouteHandler, Subcommand } from "./command.ts";

/** A command, or one of its subcommands, as it is found by what was typed. */
export type Runnable = { readonly command: Command; readonly behaviour: Subcommand };
export type Routed = { readonly command: Command; readonly handler: RouteHandler };

/** Every behaviour by its name, looked up for each interaction. */
export type Catalog = {
  /** By the words typed: "leaderboard", "roadmap next". */
  readonly runnables: ReadonlyMap<string, Runnable>;
  /** By `command:action` of a custom id. */
  readonly routes: ReadonlyMap<string, Routed>;
};

/** Throws a RangeError for two commands of one name, and for one that has both a behaviour and subcommands, or neither. */
export function createCatalog(commands: readonly Command[]): Catalog {
  const runnables = new Map<string, Runnable>();
  const routes = new Map<string, Routed>();
  for (const command of commands) {
    if ((command.run === undefined) === (command.subcommands === undefined)) {
      throw new RangeError(`/${command.name} must have either run or subcommands`);
    }
    const behaviours = command.run
      ? [[command.name, command.run] as const]
      : Object.entries(command.subcommands ?? {}).map(
          ([name, one]) => [`${command.name} ${name}`, one] as const,
        );
    for (const [path, behaviour] of behaviours) {
      if (runnables.has(path)) throw new RangeError(`there are two commands /${path}`);
      runnables.set(path, { command, behaviour });
    }
    for (const [action, handler] of Object.entries(command.routes ?? {})) {
      routes.set(`${command.name}:${action}`, { command, handler });
    }
  }
  return { runnables, routes };
}
