import {
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandUpdateRequestSchema,
} from "discord-api-spec/zod";
import type { ZodMiniType } from "zod/mini";
import { checkCommand, checkCommandList, isOverCommandLimit } from "../check/command.ts";
import type { CommandBody } from "../check/command-body.ts";
import { checkSchema } from "../check/schema.ts";
import { accept, invalidForm, noContent, refuse, under } from "./answer.ts";
import type { Answer, Problem } from "./answer.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";

export const commandRoutes: readonly Route[] = [
  ...routesBelow("/applications/:application/commands"),
  ...routesBelow("/applications/:application/guilds/:guild/commands"),
];

function routesBelow(path: string): Route[] {
  return [
    {
      method: "GET",
      path,
      auth: "bot",
      run: guarded(({ core }, guild) => accept(core.commands.list(guild))),
    },
    { method: "PUT", path, auth: "bot", run: guarded(putCommands) },
    { method: "POST", path, auth: "bot", run: guarded(postCommand) },
    {
      method: "GET",
      path: `${path}/:command`,
      auth: "bot",
      run: guarded((call, guild) => {
        const command = call.core.commands.get(guild, param(call, "command"));
        return command ? accept(command) : refuse(10063);
      }),
    },
    { method: "PATCH", path: `${path}/:command`, auth: "bot", run: guarded(patchCommand) },
    {
      method: "DELETE",
      path: `${path}/:command`,
      auth: "bot",
      run: guarded((call, guild) =>
        call.core.commands.remove(guild, param(call, "command")) ? noContent() : refuse(10063),
      ),
    },
  ];
}

/** Of our own application alone, and of a guild that the bot is in. */
function guarded(run: (call: Call, guildId: string | null) => Answer): (call: Call) => Answer {
  return (call) => {
    if (param(call, "application") !== call.core.world.applicationId) return refuse(20012);
    const guildId = call.params["guild"] ?? null;
    if (guildId !== null && !call.core.world.guilds.has(guildId)) return refuse(50001);
    return run(call, guildId);
  };
}

/** Permission bits come as a string, where Discord's description says integer: both are taken, as Discord takes both. */
function forSchema(command: unknown): unknown {
  if (typeof command !== "object" || command === null) return command;
  const bits = (command as CommandBody).default_member_permissions;
  return typeof bits === "string" && /^\d{1,16}$/.test(bits)
    ? { ...command, default_member_permissions: Number(bits) }
    : command;
}

function checkOne(call: Call, schema: ZodMiniType, body: unknown): readonly Problem[] {
  const { problems, unknownFields } = checkSchema(schema, forSchema(body));
  call.note({ unknownFields });
  return problems.length > 0 ? problems : checkCommand(body as CommandBody);
}

function putCommands(call: Call, guildId: string | null): Answer {
  if (!Array.isArray(call.body)) {
    const message = "Only iterables may be used in a ListType.";
    return invalidForm([{ path: [], code: "LIST_TYPE_CONVERT", message }]);
  }
  const bodies = call.body as CommandBody[];
  const unknown: string[] = [];
  const problems = bodies.flatMap((body, index) => {
    const { problems, unknownFields } = checkSchema(ApplicationCommandUpdateRequestSchema, forSchema(body));
    unknown.push(...unknownFields.map((field) => `${index}.${field}`));
    const all = problems.length > 0 ? problems : checkCommand(body);
    return under([index], all);
  });
  call.note({ unknownFields: unknown });
  if (problems.length > 0) return invalidForm(problems);
  const doubled = checkCommandList(bodies);
  if (doubled.length > 0) return invalidForm(doubled);
  if (isOverCommandLimit(bodies.map((body) => body.type ?? 1))) return refuse(30032);
  const commands = call.core.commands.replace(guildId, bodies);
  return commands ? accept(commands) : refuse(30034);
}

function postCommand(call: Call, guildId: string | null): Answer {
  const problems = checkOne(call, ApplicationCommandCreateRequestSchema, call.body);
  if (problems.length > 0) return invalidForm(problems);
  const body = call.body as CommandBody;
  const { commands } = call.core;
  const others = commands
    .list(guildId)
    .filter((one) => one.name !== body.name || one.type !== (body.type ?? 1));
  if (isOverCommandLimit([...others.map((one) => one.type), body.type ?? 1])) return refuse(30032);
  const made = commands.put(guildId, body);
  return made ? accept(made.command, made.created ? 201 : 200) : refuse(30034);
}

function patchCommand(call: Call, guildId: string | null): Answer {
  const known = call.core.commands.get(guildId, param(call, "command"));
  if (!known) return refuse(10063);
  const { problems, unknownFields } = checkSchema(
    ApplicationCommandPatchRequestPartialSchema,
    forSchema(call.body),
  );
  call.note({ unknownFields });
  const change = call.body as Partial<CommandBody>;
  const all = problems.length > 0 ? problems : checkCommand({ ...known, ...change });
  if (all.length > 0) return invalidForm(all);
  return accept(call.core.commands.patch(guildId, known.id, change));
}
