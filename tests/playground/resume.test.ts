import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { openSession, openSocket } from "./support/raw-bot.ts";
import type { RawSocket } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Served } from "./support/served.ts";

const [lena] = SEED.members;

const resumeData = (served: Served, session: string, seq: number) => ({
  token: served.standIn.token,
  session_id: session,
  seq,
});
const lastSequence = (socket: RawSocket): number => Math.max(...socket.frames.map((frame) => frame.s ?? 0));

describe("a session that lost its socket", () => {
  test("is resumed with everything it missed, in order, under its own numbers", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    await first.event("GUILD_CREATE");
    const seen = lastSequence(first);
    first.terminate();
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    served.standIn.world.renameChannel(SEED.study, "learn");
    served.standIn.world.renameChannel(SEED.study, "work");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, seen));
    await second.event("RESUMED");
    const replayed = second.frames
      .filter((frame) => frame.op === 0)
      .map((frame) => [frame.s, frame.t, frame.d.name]);
    expect(replayed).toEqual([
      [seen + 1, "CHANNEL_UPDATE", "learn"],
      [seen + 2, "CHANNEL_UPDATE", "work"],
      [seen + 3, "RESUMED", undefined],
    ]);
    expect(served.standIn.log.gateway.find((one) => one.event === "resumed")).toMatchObject({ replayed: 2 });
  });

  test("may take it over while the old one still looks open", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    await first.event("GUILD_CREATE");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, lastSequence(first)));
    await second.event("RESUMED");
    await first.closed;
    served.standIn.world.renameChannel(SEED.study, "learn");
    await second.event("CHANNEL_UPDATE");
  });

  test.each([1000, 1001])("is over when the client closed with %i", async (code) => {
    await using served = await serveOne();
    const first = await openSession(served);
    first.close(code);
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, 1));
    expect(await second.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("survives a close with 4200", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    first.close(4200);
    await served.standIn.log.waitGateway((one) => one.event === "closed by client" && one.code === 4200);
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, 1));
    await second.event("RESUMED");
  });

  test("is over after some minutes", async () => {
    const time = manualTime();
    await using served = await serveOne({ time });
    const first = await openSession(served);
    first.terminate();
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    time.pass(5 * 60 * 1000);
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, 1));
    expect(await second.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("is not resumed past what was sent, nor with a wrong token", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    const id = first.ready.session_id as string;
    first.terminate();
    const wrong = await openSocket(served);
    wrong.send(6, { ...resumeData(served, id, 1), token: "wrong" });
    expect(await wrong.closed).toBe(4004);
    const ahead = await openSocket(served);
    ahead.send(6, resumeData(served, id, 99));
    expect(await ahead.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("keeps an interaction that came meanwhile", async () => {
    await using served = await serveOne();
    await served.api("PUT", `/applications/${SEED.application}/commands`, [
      { name: "ping", description: "Answers" },
    ]);
    const first = await openSession(served);
    await first.event("GUILD_CREATE");
    first.terminate();
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    const outcome = served.standIn.as(lena, SEED.study).command("ping");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, lastSequence(first)));
    const { d } = await second.event("INTERACTION_CREATE");
    await served.api(
      "POST",
      `/interactions/${d.id}/${d.token}/callback`,
      { type: 4, data: { content: "pong" } },
      { token: null },
    );
    expect(await outcome).toMatchObject({ kind: "message" });
  });
});
