import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getTableConfig } from "../../src/store/drizzle.ts";
import type { PgTable } from "../../src/store/drizzle.ts";
import * as delivery from "../../src/store/schema-delivery.ts";
import * as sprints from "../../src/store/schema-sprints.ts";
import * as schema from "../../src/store/schema.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** What is compared of one table. Names are sorted, so that only what differs shows. */
type Shape = {
  readonly columns: readonly string[];
  readonly primaryKey: readonly string[];
  readonly uniques: readonly string[];
  readonly references: readonly string[];
};

const declared = new Map(
  Object.values({ ...schema, ...delivery, ...sprints }).map((table) => [
    getTableConfig(table).name,
    shapeOf(table),
  ]),
);

function shapeOf(table: PgTable): Shape {
  const { columns, primaryKeys, uniqueConstraints, foreignKeys } = getTableConfig(table);
  const single = columns.filter((column) => column.primary).map(({ name }) => name);
  return {
    columns: columns
      .map((column) => `${column.name} ${column.getSQLType()} ${column.notNull ? "not null" : "null"}`)
      .toSorted(),
    primaryKey: [...single, ...primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name))],
    uniques: uniqueConstraints.map(({ columns }) => columns.map(({ name }) => name).join(", ")).toSorted(),
    references: foreignKeys
      .map((key) => {
        const { columns, foreignColumns, foreignTable } = key.reference();
        const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(", ");
        return `${names(columns)} -> ${getTableConfig(foreignTable).name}(${names(foreignColumns)}) ${key.onDelete}`;
      })
      .toSorted(),
  };
}

async function migratedTables({ pool }: TestDatabase): Promise<Map<string, Shape>> {
  const tables = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'migrations'",
  );
  const columns = await pool.query<{ table: string; column: string }>(`
    select relname as table, concat_ws(' ', attname, format_type(atttypid, atttypmod),
      case when attnotnull then 'not null' else 'null' end) as column
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped`);
  const keys = await pool.query<{ table: string; kind: string; columns: string; target: string }>(`
    select conrelid::regclass::text as table, contype as kind,
      (select string_agg(attname, ', ' order by nth) from unnest(conkey) with ordinality as key (number, nth)
        join pg_attribute on attrelid = conrelid and attnum = number) as columns,
      confrelid::regclass || '(' || (select string_agg(attname, ', ' order by nth)
        from unnest(confkey) with ordinality as key (number, nth)
        join pg_attribute on attrelid = confrelid and attnum = number) || ') '
        || case confdeltype when 'c' then 'cascade' when 'n' then 'set null' else confdeltype::text end as target
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')`);
  return new Map(
    tables.rows.map(({ name }) => {
      const own = keys.rows.filter(({ table }) => table === name);
      const ofKind = (kind: string) => own.filter((key) => key.kind === kind);
      const shape: Shape = {
        columns: columns.rows
          .filter(({ table }) => table === name)
          .map(({ column }) => column)
          .toSorted(),
        primaryKey: ofKind("p").flatMap(({ columns }) => columns.split(", ")),
        uniques: ofKind("u")
          .map(({ columns }) => columns)
          .toSorted(),
        references: ofKind("f")
          .map(({ columns, target }) => `${columns} -> ${target}`)
          .toSorted(),
      };
      return [name, shape];
    }),
  );
}

describe("schema.ts", () => {
  let database: TestDatabase;
  let migrated: Map<string, Shape>;
  beforeAll(async () => {
    database = await createTestDatabase();
    migrated = await migratedTables(database);
  });
  afterAll(() => database.close());

  test("names every table that the migrations make, and no other", () => {
    expect([...declared.keys()].toSorted()).toEqual([...migrated.keys()].toSorted());
  });

  test.each([...declared.keys()])("describes %s as the migrations make it", (name) => {
    expect(declared.get(name)).toEqual(migrated.get(name));
  });
});
