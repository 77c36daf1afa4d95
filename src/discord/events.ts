import { GatewayDispatchEvents } from "discord-api-types/v10";
import type { GatewayDispatchPayload, GatewayReadyDispatchData } from "discord-api-types/v10";
import type { Logger } from "pino";
import type { Departed } from "./departed.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Gateway } from "./gateway.ts";
import type { Guilds } from "./guilds.ts";
import type { Registrar } from "./register.ts";

type Receivers = {
  readonly dispatch: Dispatch;
  readonly departed: Departed;
  readonly gateway: Gateway;
  readonly guilds: Guilds;
  readonly registrar: Registrar;
};

/** Hands each event of the gateway to whom it is for. Never throws: the library would take that for its own fault. */
export function takeEvents({ dispatch, departed, gateway, guilds, registrar }: Receivers, log: Logger) {
  return (event: GatewayDispatchPayload, shard: number): void => {
    try {
      // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- five of some seventy
      switch (event.t) {
        case GatewayDispatchEvents.InteractionCreate:
          dispatch.handle(event.d);
          break;
        case GatewayDispatchEvents.Ready:
          registrar.register(applicationOf(event.d));
          guilds.ready(event.d, (guild) => gateway.shardOf(guild) === shard);
          break;
        case GatewayDispatchEvents.GuildCreate:
          guilds.created(event.d);
          break;
        case GatewayDispatchEvents.GuildDelete:
          guilds.deleted(event.d);
          break;
        case GatewayDispatchEvents.GuildMembersChunk:
          departed.onChunk(event.d);
          break;
        default:
          break;
      }
    } catch (error) {
      log.error({ event: event.t, err: error }, "a gateway event could not be handled");
    }
  };
}

/** Some servers leave the application out; a bot's user has its id, but for those of Discord's first year. */
function applicationOf({
  application,
  user,
}: Pick<GatewayReadyDispatchData, "user"> & Partial<GatewayReadyDispatchData>): string {
  return application?.id ?? user.id;
}
