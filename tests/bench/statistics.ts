/** The value below which a share of the samples lies, by nearest rank. Throws a RangeError for no samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("no samples");
  return value;
}

/** Rounded for people; the raw figures go into the JSON. */
export function shortened(value: number): number {
  return Number(value.toFixed(2));
}
