/** Arrow keys go from message to message, as long as the focus is on the list or on a message itself and not on something in it. */
export function walkByArrows(log: HTMLElement): void {
  log.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key !== "ArrowUp" && key !== "ArrowDown") return;
    const on = target instanceof Element && target.matches(".message") ? target : null;
    if (!on && target !== log) return;
    const next = on ? beside(on, key === "ArrowUp") : lastMessage(log);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });
}

function beside(message: Element, up: boolean): HTMLElement | null {
  let next: Element | null = message;
  do next = up ? next.previousElementSibling : next.nextElementSibling;
  while (next && !next.matches(".message"));
  return next instanceof HTMLElement ? next : null;
}

const lastMessage = (log: HTMLElement): HTMLElement | undefined =>
  [...log.querySelectorAll<HTMLElement>("#rows > .message")].at(-1);
