import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { StartError } from "../../src/store/start-error.ts";
import { mint } from "../../src/domain/ids.ts";
import type { CertificationId } from "../../src/domain/ids.ts";
import { loadEvents } from "../../src/store/events.ts";
import { loadMember } from "../../src/store/members.ts";
import { act, done, entry, join, NOW, person, TODAY } from "./people.ts";
import { openWire } from "../faults/field/wire.ts";
import { findServer, onServer, silentLog, TEMPLATE, urlOf } from "../support/database.ts";

const SECRET = "not+so%2Fsecret%21";
let server: string;
beforeAll(async () => {
  server = await findServer();
});

/** What the operator reads. The test fails if it is no single line, or tells the password. */
async function lineFor(url: string, connectMs = 10_000): Promise<string> {
  const fault = await openDatabase(url, { log: silentLog, connectMs }).then(
    ({ close }) => close().then(() => null),
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(StartError);
  const { message } = fault as StartError;
  expect(message).not.toContain("\n");
  for (const secret of [SECRET, decodeURIComponent(SECRET), new URL(server).password]) {
    expect(message).not.toContain(secret);
  }
  return message;
}

function withParts(parts: Partial<Record<"username" | "password" | "pathname" | "port" | "host", string>>) {
  const url = new URL(server);
  for (const [part, value] of Object.entries(parts)) Object.assign(url, { [part]: value });
  return url.href;
}

describe("openDatabase", () => {
  test.each([
    "",
    "localhost",
    "mysql://root@localhost/db",
    "postgres//nobody",
    "host=localhost dbname=waymark",
    "postgres://me:100%@localhost/db",
    `postgres://me:${decodeURIComponent(SECRET)}@localhost/db`,
  ])("says what an address looks like: %j", async (url) => {
    expect(await lineFor(url)).toMatch(/^DATABASE_URL is not the address of a Postgres/);
  });

  test("a port on which nothing listens", async () => {
    expect(await lineFor(`postgres://me:${SECRET}@127.0.0.1:1/db`)).toMatch(
      /^DATABASE_URL \(127\.0\.0\.1:1\/db\): nothing answers there/,
    );
  });

  test("a host that does not exist", async () => {
    expect(await lineFor(`postgres://me:${SECRET}@no-such-host.invalid/db`)).toMatch(
      /no-such-host\.invalid:5432.*no such host/,
    );
  });

  test("a wrong password, and a user that does not exist", async () => {
    expect(await lineFor(withParts({ password: SECRET }))).toMatch(/does not let us in.*user and password/);
    expect(await lineFor(withParts({ username: "nobody", password: SECRET }))).toMatch(/does not let us in/);
    expect(await lineFor(withParts({ password: "" }))).toMatch(/does not let us in/);
  });

  test("a database that does not exist", async () => {
    expect(await lineFor(withParts({ pathname: "/nowhere" }))).toMatch(
      /nowhere\): there is no such database/,
    );
  });

  test("a read-only database", async () => {
    await onServer(server, "create database readonly");
    await onServer(server, "alter database readonly set default_transaction_read_only = on");
    expect(await lineFor(urlOf(server, "readonly"))).toMatch(/the database is read-only/);
  });

  test("a database in another encoding", async () => {
    await onServer(server, "create database latin encoding 'LATIN1' template template0 locale 'C'");
    expect(await lineFor(urlOf(server, "latin"))).toMatch(/encoded in LATIN1/);
  });

  test("a database that this user may not enter", async () => {
    await onServer(server, "create database closed");
    await onServer(
      server,
      "revoke connect on database closed from public; create role guest login password 'g'",
    );
    expect(await lineFor(withParts({ username: "guest", password: "g", pathname: "/closed" }))).toMatch(
      /may not connect to it/,
    );
  });

  test("encryption asked of a server that has none", async () => {
    expect(await lineFor(`${server}?sslmode=require`)).toMatch(/no agreement on encryption/);
  });

  test("a fault that nobody foresaw is told in its own words", async () => {
    expect(await lineFor(`${server}?options=-c%20no_such_setting%3D1`)).toMatch(
      /cannot connect: .*no_such_setting/,
    );
  });
});

test("a connection that is lost in the middle of a transaction is that transaction's fault, and not the process's", async () => {
  const { db, pool, close } = await openDatabase(urlOf(server, TEMPLATE), { log: silentLog });
  const lost = db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>("select pg_backend_pid() as pid");
    await pool.query("select pg_terminate_backend($1, 5000)", [rows[0]!.pid]);
    // Long enough for the end of the connection to be heard while nobody asks anything of it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.execute("select 1");
  });
  await expect(lost).rejects.toThrow();
  expect((await pool.query("select 1")).rowCount).toBe(1);
  await close();
});

describe("a line that fails", () => {
  test("under transactions that begin takes no place in the pool with it", async () => {
    const wire = await openWire(server);
    const { db, pool, close } = await openDatabase(wire.through(server), { log: silentLog });
    for (let turn = 0; turn < 10; turn += 1) {
      await pool.query("select 1");
      const lost = db.transaction((tx) => tx.execute("select 1"));
      wire.sever();
      await expect(lost).rejects.toThrow();
    }
    expect((await db.transaction((tx) => tx.execute("select 1"))).rowCount).toBe(1);
    await close();
    await wire.close();
  });

  test("without a word is given up, and a new one works", async () => {
    const wire = await openWire(server);
    const options = { log: silentLog, silenceMs: 200 };
    const { pool, close } = await openDatabase(wire.through(server), options);
    wire.forget();
    await expect(pool.query("select 1")).rejects.toThrow("the database has stopped answering");
    expect((await pool.query("select 1")).rowCount).toBe(1);
    await close();
    await wire.close();
  });

  test("is not what a connection is that nobody asks anything of", async () => {
    const { pool, close } = await openDatabase(urlOf(server, TEMPLATE), { log: silentLog, silenceMs: 50 });
    const pid = async () =>
      (await pool.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid;
    const before = await pid();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await pid()).toBe(before);
    await close();
  });
});

test("what we rely on holds whatever the database's own settings are", async () => {
  await onServer(server, `create database odd template ${TEMPLATE}`);
  await onServer(server, "alter database odd set datestyle = 'german'");
  await onServer(server, "alter database odd set timezone = 'Asia/Kathmandu'");
  await onServer(server, "alter database odd set default_transaction_isolation = 'serializable'");
  const { db, close } = await openDatabase(urlOf(server, "odd"), { log: silentLog });
  await join(db, person(1));
  const booked = {
    kind: "certification.booked",
    certification: mint<CertificationId>("c"),
    exam: TODAY,
  } as const;
  const [event] = await act(db, person(1), [entry(booked)]);
  expect((await loadEvents(db, person(1), [event!.id])).get(event!.id)).toEqual(event);
  expect((await loadMember(db, person(1))).progress.certifications.get(mint("c"))?.exam).toEqual(TODAY);
  await Promise.all([1, 2, 3, 4].map((nth) => act(db, person(1), [done(`t${nth}`)])));
  expect((await loadMember(db, person(1))).progress.topics.get(mint("t1"))?.since).toEqual(NOW);
  await close();
});

describe("a server that is not as it should be", () => {
  let fake: Server;
  let answer: { version: string; standby: string } | "nothing" | "hang up";
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    fake = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      if (answer === "hang up") return socket.destroy();
      if (answer !== "nothing") speakPostgres(socket, answer);
      return undefined;
    });
    await new Promise<void>((resolve) => fake.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    fake.close();
  });
  const address = () => `postgres://me:${SECRET}@127.0.0.1:${(fake.address() as AddressInfo).port}/db`;

  test("older than Postgres 14", async () => {
    answer = { version: "13", standby: "f" };
    expect(await lineFor(address())).toMatch(/Postgres 13 is too old; Waymark needs 14 or later/);
  });

  test("a standby", async () => {
    answer = { version: "16", standby: "t" };
    expect(await lineFor(address())).toMatch(/is a standby/);
  });

  test("one that hangs up", async () => {
    answer = "hang up";
    expect(await lineFor(address())).toMatch(/cannot connect: .+/);
  });

  test("one that never answers", async () => {
    answer = "nothing";
    expect(await lineFor(address(), 500)).toMatch(/did not answer in time/);
  });
});

/** As much of Postgres' protocol as the first questions need. */
function speakPostgres(socket: Socket, { version, standby }: { version: string; standby: string }): void {
  const message = (type: string, ...parts: (Buffer | string)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const number = (value: number, bytes: 2 | 4) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(value, 0, bytes);
    return buffer;
  };
  const ready = message("Z", "I");
  const fields = {
    version: [23, version],
    standby: [16, standby],
    readonly: [16, "f"],
    encoding: [25, "UTF8"],
  };
  let started = false;
  socket.on("data", (data) => {
    if (!started) {
      started = true;
      socket.write(Buffer.concat([message("R", number(0, 4)), ready]));
    } else if (data.toString("latin1").includes("server_version_num")) {
      const columns = Object.entries(fields).map(([name, [type]]) =>
        Buffer.concat([
          Buffer.from(`${name}\0`),
          number(0, 4),
          number(0, 2),
          number(Number(type), 4),
          number(-1, 2),
          number(-1, 4),
          number(0, 2),
        ]),
      );
      const values = Object.values(fields).map(([, value]) =>
        Buffer.concat([number(String(value).length, 4), Buffer.from(String(value))]),
      );
      const description = message("T", number(columns.length, 2), ...columns);
      const row = message("D", number(values.length, 2), ...values);
      socket.write(Buffer.concat([description, row, message("C", "SELECT 1\0"), ready]));
    } else {
      socket.write(Buffer.concat([message("C", "SET\0"), ready]));
    }
  });
}
