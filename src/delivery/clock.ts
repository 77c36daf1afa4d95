/** The time by which things fall due: the database's in production; the stand-in's, which can be moved, in the playground and in tests. */
export type WorldClock = () => Promise<Temporal.Instant>;
