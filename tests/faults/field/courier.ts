import { setTimeout as sleep } from "node:timers/promises";
import type { BotProcess } from "./fleet.ts";
import type { Field } from "./field.ts";

// Its owner's name is behind the lock by which a process says that it lives; see src/store/presence.ts.
const COURIER = `
  select application_name as name from leases
  join pg_locks on locktype = 'advisory' and objid::bigint = (hashtext(owner)::bigint & 4294967295)
  join pg_stat_activity using (pid)
  where leases.name = 'courier' and until >= pg_catalog.clock_timestamp()`;

/** The process that delivers now; null where there is none. */
export async function courierOf({
  database,
  fleet,
}: Pick<Field, "database" | "fleet">): Promise<BotProcess | null> {
  const { rows } = await database.pool.query<{ name: string }>(COURIER);
  return fleet.named(rows[0]?.name ?? "");
}

/** Waits until another process delivers than this one. */
export async function nextCourier(
  field: Field,
  former: BotProcess | null,
  timeoutMs = 30_000,
): Promise<BotProcess> {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    const courier = await courierOf(field);
    if (courier && courier !== former) return courier;
    await sleep(50);
  }
  throw new Error(`nobody took over within ${timeoutMs} ms`);
}
