import type { Page } from "playwright-core";

/**
 * Begins to watch for words in a part of the page that stand there for some tenths of a second; resolves with what resolves once they have
 * been there. Each change is looked at, where a look every now and then could miss them.
 */
export async function watchFor(page: Page, part: string, words: string): Promise<() => Promise<void>> {
  const seen = await page.evaluateHandle(
    ({ part: selector, words: wanted }) => {
      const root = document.querySelector(selector);
      if (!root) throw new Error(`the page has no ${selector}`);
      const state = { seen: Promise.resolve() };
      state.seen = new Promise((resolve) => {
        new MutationObserver(() => root.textContent.includes(wanted) && resolve()).observe(root, {
          childList: true,
          subtree: true,
          characterData: true,
        });
      });
      return state;
    },
    { part, words },
  );
  return () => seen.evaluate((state) => state.seen);
}
