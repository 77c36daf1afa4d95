import type { Path } from "./problem.ts";

/**
 * A place as an author knows it: from the nearest entry that has an id, such as `topics[spark].hours`. Entries without a
 * usable id go by their number, counted from 1.
 */
export function fieldName(data: unknown, path: Path): string {
  if (path.length === 0) return "file";
  let name = "";
  let value = data;
  for (const [depth, step] of path.entries()) {
    const parent = value;
    value = child(parent, step);
    if (typeof step === "string") name += name === "" ? plain(step) : `.${plain(step)}`;
    else {
      const id = child(value, "id");
      const list = path[depth - 1];
      if (isId(id) && typeof list === "string") name = `${plain(list)}[${id}]`;
      else name += `[${step + 1}]`;
    }
  }
  return name;
}

function child(value: unknown, step: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
}

function isId(id: unknown): id is string {
  return typeof id === "string" && /^[\w/-]{1,60}$/.test(id);
}

/** A field's name; quoted where it is none that a reader would recognise. */
function plain(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? name : JSON.stringify(name.slice(0, 40));
}
