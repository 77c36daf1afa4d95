// Where one is in a list that grows, at its end and above one's eyes.

export type End = {
  /** Whether one is at the end: then one stays there. */
  isThere(): boolean;
  go(): void;
  /** Told after the page itself has scrolled elsewhere: one is there now. */
  moved(): void;
};

const NEAR_PX = 80;

/**
 * Keeps a scrolled element at its end, whatever changes in it, until the person scrolls up. `parts`: what changes its height; `isWhole`:
 * whether its end is the end of what there is.
 */
export function keepAtEnd(log: HTMLElement, parts: readonly HTMLElement[], isWhole: () => boolean): End {
  let isThere = true;
  let lastTop = 0;
  let settling = 0;
  const isNear = (): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
    lastTop = log.scrollTop;
  };
  log.addEventListener("scroll", () => {
    // Further from the end without having moved up: what is there has grown, and the end is where one still is.
    if (isNear()) isThere = isWhole();
    else if (log.scrollTop < lastTop && settling === 0) isThere = false;
    lastTop = log.scrollTop;
  });
  // A picture that arrives, a keyboard that opens or a composer that grows.
  const observer = new ResizeObserver(() => isThere && toEnd());
  for (const part of parts) observer.observe(part);
  return {
    isThere: () => isThere,
    moved() {
      isThere = isNear() && isWhole();
      lastTop = log.scrollTop;
    },
    go() {
      isThere = true;
      toEnd();
      // New rows get their true heights within two frames; the list may jump meanwhile, and nobody scrolled it.
      settling += 1;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          settling -= 1;
          if (isThere) toEnd();
        }),
      );
    },
  };
}

/** Keeps what one reads where it is, whatever is put in above it. At its very top a browser does not do so by itself. */
export function keepingPlace(log: HTMLElement, list: HTMLElement, change: () => void): void {
  const { top } = log.getBoundingClientRect();
  const anchor = Array.from(list.children).find((row) => row.getBoundingClientRect().bottom > top);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!anchor?.isConnected || before === undefined) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (moved !== 0) log.scrollTop += moved;
}
