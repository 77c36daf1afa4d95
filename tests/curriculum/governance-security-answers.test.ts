import type { PoolClient } from "pg";
import { describe, expect, test } from "vitest";
import { codeIn, questionOf, readMaterial } from "./material.ts";
import { rowsOf, run, session } from "./sql-session.ts";

const material = readMaterial("governance-security");

describe("what the answers on roles say", () => {
  const as = async (client: PoolClient, role: string, statement: string) => {
    await client.query("begin");
    try {
      await client.query(`set local role ${role}`);
      return (await client.query(statement)).rowCount;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.query("rollback");
    }
  };
  const DENIED = "42501";

  /** Roles belong to the whole server, so they get a name of their own and go with the test. */
  async function role(client: PoolClient) {
    const [row] = await rowsOf<{ name: string }>(
      client,
      "select 'bi_' || replace(gen_random_uuid()::text, '-', '') as name",
    );
    const name = row?.name ?? "";
    await client.query(`create role ${name}`);
    return {
      name,
      [Symbol.asyncDispose]: async () => run(client, [`drop owned by ${name}`, `drop role ${name}`]),
    };
  }

  test("a grant on all tables does not cover the next one, and default privileges do", async () => {
    await using own = await session();
    await using bi = await role(own.client);
    const [grant = ""] = codeIn(questionOf(material, "security-practices/q1").ask);
    const [defaults = ""] = codeIn(questionOf(material, "security-practices/q1").answer);
    const named = (statement: string) => statement.replace(/ bi$/, ` ${bi.name}`);
    await run(own.client, ["create table a (id int)", named(grant), "create table b (id int)"]);
    await run(own.client, [named(defaults), "create table c (id int)"]);
    const seen = [];
    for (const table of ["a", "b", "c"]) seen.push(await as(own.client, bi.name, `select * from ${table}`));
    expect(seen).toEqual([0, DENIED, 0]);
  });

  test("an owner is not bound by policies until they are forced", async () => {
    await using own = await session();
    await using bi = await role(own.client);
    await run(own.client, [
      "create table sale (region text)",
      "insert into sale values ('north'), ('south')",
      `alter table sale owner to ${bi.name}`,
      "alter table sale enable row level security",
      "create policy north on sale using (region = 'north')",
    ]);
    expect(await as(own.client, bi.name, "select * from sale")).toBe(2);
    await own.client.query("alter table sale force row level security");
    expect(await as(own.client, bi.name, "select * from sale")).toBe(1);
  });

  test("an upsert needs more than INSERT, and one that names no column does not", async () => {
    await using own = await session();
    await using bi = await role(own.client);
    await run(own.client, [
      "create table a (id int primary key, amount int)",
      `grant insert on a to ${bi.name}`,
    ]);
    const statement = "insert into a values (1, 2) on conflict (id) do update set amount = excluded.amount";
    expect(await as(own.client, bi.name, statement)).toBe(DENIED);
    expect(await as(own.client, bi.name, "insert into a values (1, 2) on conflict do nothing")).toBe(1);
    const byId = "insert into a values (1, 2) on conflict (id) do nothing";
    expect(await as(own.client, bi.name, byId)).toBe(DENIED);
    await own.client.query(`grant select (id, amount), update on a to ${bi.name}`);
    expect(await as(own.client, bi.name, statement)).toBe(1);
  });
});
