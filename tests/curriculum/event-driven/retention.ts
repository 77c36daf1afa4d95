/** 30 days of 1,000 bookings: accounts 250 to 399 fall silent after day 19, accounts 400 to 449 begin on day 25. */
export function bookings() {
  const held = new Map<number, number>();
  return Array.from({ length: 30_000 }, (_, n) => {
    const day = Math.floor(n / 1000);
    const account = day >= 25 && n % 10 === 0 ? 400 + ((n / 10) % 50) : n % (day < 20 ? 400 : 250);
    const change = (n % 7) + 1;
    const balance = (held.get(account) ?? 0) + change;
    held.set(account, balance);
    return { day, account, change, balance };
  });
}

type Booking = ReturnType<typeof bookings>[number];

export const lastSeven = (log: readonly Booking[]) => log.filter(({ day }) => day >= 23);

/** What is left of a log that keeps the last entry of each account. */
export const compacted = (log: readonly Booking[]) => [
  ...new Map(log.map((booking) => [booking.account, booking])).values(),
];

/** Balances that a reader gets who adds up the changes, or takes the last balance it was told. */
export function readBack(log: readonly Booking[], by: "changes" | "balances"): Map<number, number> {
  const found = new Map<number, number>();
  for (const { account, change, balance } of log)
    found.set(account, by === "balances" ? balance : (found.get(account) ?? 0) + change);
  return found;
}
