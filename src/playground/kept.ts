import type { Core } from "./core.ts";
import { keptMessages, keptShape, keptWorld } from "./kept-shape.ts";
import { MESSAGE_FLAG } from "./messages/message.ts";
import type { StoredMessage } from "./messages/message.ts";
import type { StoredFile } from "./messages/file-store.ts";
import type { WorldState } from "./world/state.ts";

/** Raised with each change to the types of what is kept: what an older shape holds is not read. */
const SHAPE = 1;
const MAX_FILE_BYTES = 64 * 1024 * 1024; // all files together; then the oldest are left out

/** A world as plain data, for `restoreWorld`; kept-shape.ts says what of it is looked at. It lives on in the stand-in: copy it at once. */
export type KeptWorld = Pick<WorldState, "users" | "guilds" | "channels" | "directMessages"> & {
  readonly shape: number;
  /** Milliseconds since 1970 in the world. */
  readonly now: number;
  readonly baseUrl: string;
  /** As JSON: the addresses of files in them begin with `baseUrl`. */
  readonly messages: string;
  readonly files: ReadonlyMap<string, StoredFile>;
};

/** Who is where, what was said, and the time. What lives as long as a client is left out: ephemeral messages, and answers still awaited. */
export function keepWorld(core: Core): KeptWorld {
  const { users, guilds, channels, directMessages } = core.world.state;
  const messages = [...channels.keys()].flatMap((id) => core.messages.all(id).filter(isKept));
  return {
    shape: SHAPE,
    now: core.clock.now(),
    baseUrl: core.baseUrl(),
    users,
    guilds,
    channels,
    directMessages,
    messages: JSON.stringify(messages),
    files: filesOf(core, messages),
  };
}

/**
 * Puts a kept world in the place of the one there is. False where it is of another shape; throws where it is none. Nothing changes then: all
 * of it is looked at first.
 */
export function restoreWorld(core: Core, read: unknown): boolean {
  if (keptShape.parse(read).shape !== SHAPE) return false;
  const kept = keptWorld.parse(read);
  const moved = kept.messages.replaceAll(`"${kept.baseUrl}/cdn/`, `"${core.baseUrl()}/cdn/`);
  const messages = keptMessages.parse(JSON.parse(moved));
  const { state } = core.world;
  replace(state.users, kept.users);
  replace(state.guilds, kept.guilds);
  replace(state.channels, kept.channels);
  replace(state.directMessages, kept.directMessages);
  for (const guild of state.guilds.values()) guild.unavailable = false;
  // A permission that was taken away on trial: nobody would know any more that it was.
  for (const { overwrites } of state.channels.values()) overwrites.delete(state.botId);
  core.messages.keepOnly(new Map());
  for (const message of messages) core.messages.add(message);
  for (const [id, file] of kept.files) core.files.put(id, { ...file, data: Buffer.from(file.data) });
  if (core.clock.now() < kept.now) core.clock.set(kept.now);
  core.change({ kind: "world" });
  return true;
}

const isKept = ({ ephemeralFor, flags }: StoredMessage): boolean =>
  ephemeralFor === null && (flags & MESSAGE_FLAG.loading) === 0;

function filesOf({ files }: Core, messages: readonly StoredMessage[]): Map<string, StoredFile> {
  const found = new Map<string, StoredFile>();
  let size = 0;
  for (const { id } of messages.flatMap(({ attachments }) => attachments).toReversed()) {
    const file = files.get(id);
    size += file?.data.length ?? 0;
    if (size > MAX_FILE_BYTES) break;
    if (file) found.set(id, file);
  }
  return new Map([...found].toReversed());
}

function replace<K, V>(map: Map<K, V>, entries: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
