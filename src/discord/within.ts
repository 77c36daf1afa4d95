/** Resolves when `work` has ended, well or badly, or after so many milliseconds, whichever comes first. Never rejects. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.then(noop, noop), enough]);
  clearTimeout(timer);
}

function noop(): void {}
