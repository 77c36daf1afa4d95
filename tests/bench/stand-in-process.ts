import { createStandIn, FAKE_TOKEN, SEED, serveStandIn } from "../../src/playground/stand-in.ts";

type Request =
  | { readonly kind: "address" }
  | { readonly kind: "online" }
  | { readonly kind: "introduce"; readonly command: string }
  | { readonly kind: "run"; readonly command: string; readonly times: number };

const standIn = createStandIn({ token: FAKE_TOKEN, rateLimits: false, shards: 1 });
const server = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
for (let number = 1; number < Number(process.argv[2]); number += 1) {
  const guild = standIn.world.addGuild({
    name: `Guild ${number}`,
    channels: Array.from({ length: 30 }, (_, channel) => `channel-${channel}`),
  });
  for (let role = 0; role < 20; role += 1) standIn.world.addRole(guild.id, { name: `role ${role}` });
}
const actor = standIn.as(SEED.members[0], SEED.study);

async function answer(request: Request): Promise<unknown> {
  switch (request.kind) {
    case "address":
      return server.apiUrl;
    case "online":
      return standIn.untilOnline(30_000);
    case "introduce":
      return introduce(request.command);
    case "run":
      return run(request.command, request.times);
  }
}

/** A new member is asked a few things first; the button that accepts what is filled in leads on to the answer. */
async function introduce(command: string): Promise<void> {
  const asked = await actor.command(command);
  if (asked.kind !== "message") throw new Error(`no message: ${JSON.stringify(asked)}`);
  await actor.click(asked.message, "Looks right");
}

async function run(command: string, times: number): Promise<number[]> {
  const latencies: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    standIn.log.clear();
    const sent = standIn.clock.elapsed();
    const outcome = await actor.command(command);
    if (outcome.kind !== "message") throw new Error(`no message: ${JSON.stringify(outcome)}`);
    const callback = standIn.log.of().find((entry) => entry.path.endsWith("/callback"));
    if (!callback) throw new Error("no callback in the log");
    latencies.push(callback.elapsed - sent);
  }
  return latencies;
}

process.on("message", (request: Request) => {
  answer(request).then(
    (result) => process.send?.({ result }),
    (fault: unknown) => process.send?.({ fault: String(fault) }),
  );
});
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
