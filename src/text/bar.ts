const CELLS = 10;

/**
 * A bar with its percent, "▰▰▰▱▱▱▱▱▱▱ 30%". `share` is 0 to 1. Rounded down, so that only what is finished looks finished, and what is
 * begun never looks untouched.
 */
export function bar(share: number): string {
  const percent = percentOf(share);
  const full = percent === 0 ? 0 : Math.max(1, Math.floor((percent / 100) * CELLS));
  return `${"▰".repeat(full)}${"▱".repeat(CELLS - full)} ${percent}%`;
}

/** 0 to 1 as whole percent: 0 and 100 for nothing and everything alone. */
export function percentOf(share: number): number {
  const dust = 1e-9; // thirds do not sum to one
  if (share >= 1 - dust) return 100;
  return share <= dust ? 0 : Math.max(1, Math.min(99, Math.floor(share * 100 + dust)));
}
