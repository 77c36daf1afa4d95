import { bigint, customType } from "./drizzle.ts";

// Where the database's values become ours and back. drizzle hands over timestamps and dates as Postgres writes them.

/** timestamptz <-> Temporal.Instant. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => "timestamp with time zone",
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.Instant.from(value),
});

/** date <-> Temporal.PlainDate. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => "date",
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.PlainDate.from(value),
});

/** date[] <-> Temporal.PlainDate[]. drizzle hands it over as Postgres writes it: {2026-11-23,2026-11-30}. */
export const plainDates = customType<{ data: readonly Temporal.PlainDate[]; driverData: string }>({
  dataType: () => "date[]",
  toDriver: (value) => `{${value.map(String).join(",")}}`,
  fromDriver: (value) => (value.match(/[^{},]+/g) ?? []).map((date) => Temporal.PlainDate.from(date)),
});

/** time <-> Temporal.PlainTime. */
export const plainTime = customType<{ data: Temporal.PlainTime; driverData: string }>({
  dataType: () => "time without time zone",
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.PlainTime.from(value),
});

/** A row number of ours: bigint in the database, a number here (2^53 is far away). */
export const rowNumber = (name?: string) =>
  name === undefined ? bigint({ mode: "number" }) : bigint(name, { mode: "number" });
