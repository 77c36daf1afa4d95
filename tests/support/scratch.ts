import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "../../src/store/database.ts";
import type { OpenDatabase } from "../../src/store/database.ts";
import { findServer, onServer, silentLog, urlOf } from "./database.ts";

/** An empty folder that is gone when the test ends: `await using folder = await scratchFolder()`. */
export async function scratchFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "waymark-scratch-"));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** A database with nothing in it, none of our tables either, gone when the test ends: for `await using`. */
export async function scratchDatabase(): Promise<OpenDatabase & AsyncDisposable & { readonly url: string }> {
  const server = await findServer();
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name} template template0`);
  const url = urlOf(server, name);
  const opened = await openDatabase(url, { log: silentLog });
  const close = async () => {
    await opened.close();
    await onServer(server, `drop database ${name} with (force)`);
  };
  return { ...opened, url, close, [Symbol.asyncDispose]: close };
}
