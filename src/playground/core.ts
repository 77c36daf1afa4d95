import type { Clock } from "./clock.ts";
import type { Commands } from "./people/commands.ts";
import type { FaultBook } from "./fault-book.ts";
import type { FileStore } from "./messages/file-store.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Interactions } from "./people/interactions.ts";
import type { LogBook } from "./log-book.ts";
import type { MessageStore } from "./messages/store.ts";
import type { Change, StandInOptions } from "./stand-in.ts";
import type { WorldState } from "./world/state.ts";
import type { World } from "./world/types.ts";

/** The parts of one stand-in, as each of them sees the others. */
export type Core = {
  readonly options: Required<Omit<StandInOptions, "shards" | "now">> & {
    readonly shards: number | null;
    readonly now: number | null;
  };
  readonly clock: Clock;
  readonly nextId: () => string;
  readonly world: World & { readonly state: WorldState };
  readonly messages: MessageStore;
  readonly files: FileStore;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly gateway: Gateway;
  readonly log: LogBook;
  readonly faults: FaultBook;
  readonly change: (change: Change) => void;
  /** Where the stand-in is reached: `http://127.0.0.1:8080`. */
  readonly baseUrl: () => string;
};
