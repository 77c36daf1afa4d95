import type { Clock } from "../clock.ts";
import type { Channel, Guild, Member, Role, User } from "./types.ts";

/** What happened in the world, for the gateway and for whoever looks on. */
export type WorldEvent =
  | {
      readonly kind: "guild added" | "guild changed" | "guild removed" | "guild lost" | "guild back";
      readonly guild: Guild;
    }
  | { readonly kind: "channel added" | "channel changed" | "channel removed"; readonly channel: Channel }
  | { readonly kind: "role added" | "role changed"; readonly guild: Guild; readonly role: Role }
  | {
      readonly kind: "member added" | "member changed" | "member removed";
      readonly guild: Guild;
      readonly member: Member;
    }
  | { readonly kind: "user changed"; readonly user: User };

/** The maps behind World, and what its functions share. */
export type WorldState = {
  readonly applicationId: string;
  readonly botId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** Direct messages by the person at the other end. */
  readonly directMessages: Map<string, string>;
  readonly clock: Clock;
  readonly nextId: () => string;
  readonly emit: (event: WorldEvent) => void;
};

/** The entry of a map; throws an Error that names it when it is not there. */
export function mustHave<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
  const found = map.get(id);
  if (!found) throw new Error(`there is no ${what} ${id}`);
  return found;
}
