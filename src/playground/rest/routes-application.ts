import { gatewayUrl } from "../gateway/ops.ts";
import { userPayload } from "../world/payloads.ts";
import { accept } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Call, Route } from "./call.ts";

const GUILDS_A_SHARD = 1000; // what Discord recommends

export const applicationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/gateway",
    auth: "none",
    run: ({ core }) => accept({ url: gatewayUrl(core.baseUrl()) }),
  },
  { method: "GET", path: "/gateway/bot", auth: "bot", run: gatewayBot },
  {
    method: "GET",
    path: "/users/@me",
    auth: "bot",
    run: ({ core }) =>
      accept({
        ...userPayload(core.world, core.world.botId),
        verified: true,
        mfa_enabled: false,
        locale: "en-US",
      }),
  },
  { method: "GET", path: "/applications/@me", auth: "bot", run: currentApplication },
  { method: "GET", path: "/oauth2/applications/@me", auth: "bot", run: currentApplication },
];

function gatewayBot({ core }: Call): Answer {
  const { options, gateway, world } = core;
  return accept({
    url: gatewayUrl(core.baseUrl()),
    shards: options.shards ?? Math.max(1, Math.ceil(world.guilds.size / GUILDS_A_SHARD)),
    session_start_limit: {
      total: 1000,
      remaining: gateway.identifiesLeft(),
      reset_after: 24 * 60 * 60 * 1000,
      max_concurrency: options.maxConcurrency,
    },
  });
}

function currentApplication({ core }: Call): Answer {
  const { world } = core;
  return accept({
    id: world.applicationId,
    name: "Waymark",
    icon: null,
    description: "",
    type: null,
    bot: userPayload(world, world.botId),
    summary: "",
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    flags_new: "0",
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userPayload(world, world.guilds.values().next().value?.ownerId ?? "0"),
    team: null,
  });
}
