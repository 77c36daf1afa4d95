/** `npm run bench NAME -- --share 0.1` measures a tenth of what is due, to see whether a bench runs at all. */
export function sizeOf(full: number): number {
  const at = process.argv.indexOf("--share");
  const share = at === -1 ? 1 : Number(process.argv[at + 1]);
  return Math.max(1, Math.round(full * (share > 0 && share <= 1 ? share : 1)));
}
