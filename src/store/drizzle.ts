/**
 * The one door to drizzle: everything in here comes through its CommonJS entry. Node's ESM loader reads drizzle's package.json of 1,700
 * lines again for each of its 224 modules; measured on Node 26, an `import` costs 0.9 s and leaves the process at 285 MB, where
 * `require` costs 0.14 s and 72 MB.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const orm = require("drizzle-orm") as typeof import("drizzle-orm");
const core = require("drizzle-orm/pg-core") as typeof import("drizzle-orm/pg-core");
const driver = require("drizzle-orm/node-postgres") as typeof import("drizzle-orm/node-postgres");

export const { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, or, sql } = orm;
export const {
  bigint,
  boolean,
  customType,
  foreignKey,
  getTableConfig,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} = core;
export const { drizzle } = driver;

export type { SQL } from "drizzle-orm";
export type { NodePgDatabase, NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
export type { PgDatabase, PgTable } from "drizzle-orm/pg-core";
