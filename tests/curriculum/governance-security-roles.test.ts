import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.ts";
import type { Embedded } from "../../src/store/embedded.ts";
import { silentLog } from "../support/database.ts";
import { scratchFolder } from "../support/scratch.ts";
import { codeIn, exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("governance-security");
const { steps, works_when: claims } = exerciseOf(material, 3);
const code = steps.flatMap(codeIn);

// A server of its own: roles belong to a whole server, and what was refused is to be read in its log.
describe("week 3: roles, rows and a log", { timeout: 60_000 }, () => {
  let folder: Awaited<ReturnType<typeof scratchFolder>>;
  let server: Embedded;
  const LOG = { log_line_prefix: "%u ", log_min_error_statement: "error", log_error_verbosity: "default" };

  beforeAll(async () => {
    folder = await scratchFolder();
    server = await openEmbedded(folder.path, silentLog, LOG);
    const roles = code.find((one) => one.startsWith("create role")) ?? "";
    const table = code.find((one) => one.startsWith("create table sale")) ?? "";
    await as(null, async (ask) => {
      await ask("create extension pgcrypto");
      await ask(roles);
      for (const role of ["loader", "north"]) await ask(`alter role ${role} password '${role}'`);
      await ask(table);
      await ask("alter table sale add secret bytea, add person bytea");
      await ask("update sale set secret = pgp_sym_encrypt(email, $1), person = hmac(email, $2, 'sha256')", [
        "key one",
        "key two",
      ]);
      await ask("alter table sale drop email");
      await ask(readFileSync("tests/curriculum/governance-security/roles.sql", "utf8"));
    });
  }, 60_000);

  afterAll(async () => {
    await server?.close();
    await folder?.[Symbol.asyncDispose]();
  });

  type Ask = (query: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** A login of its own, as the exercise has it; null is the superuser. */
  async function as<T>(role: string | null, work: (ask: Ask) => Promise<T>): Promise<T> {
    const url = new URL(server.url);
    if (role !== null) [url.username, url.password] = [role, role];
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return await work(async (query, values) => (await client.query(query, values)).rows ?? []);
    } finally {
      await client.end();
    }
  }

  const numberOf = async (ask: Ask, query: string) => Number(Object.values((await ask(query))[0] ?? {})[0]);

  test("equal addresses differ when encrypted, agree when hashed, and a wrong key opens nothing", async () => {
    await as(null, async (ask) => {
      const secrets = await numberOf(ask, "select count(distinct secret) from sale");
      const persons = await numberOf(ask, "select count(distinct person) from sale");
      expect(claims).toContain(`${written(secrets)} values of secret, ${persons} of person`);
      const open = "select pgp_sym_decrypt(secret, $1) as email from sale where id = 1";
      expect(await ask(open, ["key one"])).toEqual([{ email: "1@mail.test" }]);
      await expect(ask(open, ["wrong"])).rejects.toThrow("Wrong key");
    });
  });

  test("north sees its own rows, and others are not there without an error", async () => {
    await as("north", async (ask) => {
      const rows = await numberOf(ask, "select count(*) from sale");
      expect(claims).toContain(`north sees ${rows} rows`);
      expect(await numberOf(ask, "select count(*) from sale where region = 'south'")).toBe(0);
    });
  });

  test("a view shows what its owner sees, until it asks as the reader or binds its owner", async () => {
    const read = () => as("north", (ask) => ask("select region, amount from total"));
    expect(await read()).toHaveLength(4);
    const north = [{ region: "north", amount: "21840" }];
    expect(claims).toContain("4 rows, then 1 (21,840)");
    await as(null, (ask) => ask("alter view total set (security_invoker = true)"));
    expect(await read()).toEqual(north);
    await as(null, (ask) => ask("alter view total reset (security_invoker)"));
    await as(null, (ask) => ask("alter table sale force row level security"));
    expect(await read()).toEqual(north);
  });

  test("seven forbidden things are refused, and the log has each with its user", async () => {
    const forbidden = [
      ["loader", "select count(*) from sale"],
      ["loader", "delete from sale"],
      ["loader", "truncate sale"],
      ["north", "select secret from sale"],
      ["north", "insert into sale (id) values (0)"],
      ["north", "alter table sale disable row level security"],
      ["north", "set role shop"],
    ] as const;
    for (const [role, statement] of forbidden)
      await expect(as(role, (ask) => ask(statement))).rejects.toMatchObject({ code: "42501" });
    const log = await readFile(path.join(folder.path, "postgres", "server.log"), "utf8");
    for (const [role, statement] of forbidden) expect(log).toContain(`${role} STATEMENT:  ${statement}`);
    await as("loader", (ask) => ask("insert into sale (id, region, amount) values (0, 'south', 1)"));
  });

  test("a key in a statement's text gets into the log, a bound one does not", async () => {
    await as(null, async (ask) => {
      const decrypt = (key: string, values?: unknown[]) =>
        ask(`select pgp_sym_decrypt(secret, ${key}) from sale limit 1`, values);
      await expect(decrypt("'written out'")).rejects.toThrow("Wrong key");
      await expect(decrypt("$1", ["bound apart"])).rejects.toThrow("Wrong key");
    });
    const log = await readFile(path.join(folder.path, "postgres", "server.log"), "utf8");
    expect(log).toContain("written out");
    expect(log).not.toContain("bound apart");
  });
});
