import type { Command } from "../src/discord/command.ts";
import { checkInRoutes } from "./sprint/check-in.ts";
import { chooseRoutes, chosen } from "./sprint/choose.ts";
import { endRoutes } from "./sprint/end.ts";
import { findRoutes } from "./sprint/find.ts";
import { helpRoutes } from "./sprint/help.ts";
import { joinRoutes } from "./sprint/join.ts";
import { start, startRoutes } from "./sprint/start.ts";
import { statusRoutes } from "./sprint/status.ts";

/** `/sprint`: a few people take on one thing until a date. One file for each of its parts. */
export const sprint: Command = {
  name: "sprint",
  description: "Study together until a date",
  contexts: "guild",
  subcommands: { start, ...chosen },
  routes: {
    ...startRoutes,
    ...joinRoutes,
    ...statusRoutes,
    ...checkInRoutes,
    ...helpRoutes,
    ...endRoutes,
    ...findRoutes,
    ...chooseRoutes,
  },
};
