type Child = Node | string | null | undefined | false;
type Props = {
  readonly class?: string;
  readonly text?: string;
  /** Attributes; undefined and false leave one out, true sets it empty. */
  readonly attrs?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly on?: Readonly<Record<string, (event: never) => void>>;
};

/**
 * A DOM element with its children. Strings become text nodes: what people write is never read as HTML, and there is no other way into the
 * page than this function.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (props.class) element.className = props.class;
  for (const [name, value] of Object.entries(props.attrs ?? {})) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [type, listener] of Object.entries(props.on ?? {})) {
    element.addEventListener(type, listener as (event: Event) => void);
  }
  if (props.text !== undefined) element.append(props.text);
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** The element of the page with this id. Throws if index.html lost it. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

let lastId = 0;
/** An id that no other element of the page has, to tie a label or a list to its input. */
export function freshId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
