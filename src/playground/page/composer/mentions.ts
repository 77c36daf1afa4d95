import type { State } from "../../control/protocol.ts";

// Names in a plain message: what can be named, and what goes out for it. Pure.

export type Named = { readonly label: string; readonly detail: string; readonly code: string };

/** All that a message can name: `@Lena`, a role, `#study`. */
export function nameable({ people, roles, channels }: State): Named[] {
  return [
    ...people.map(({ id, name, bot }) => {
      return { label: `@${name}`, detail: bot ? "App" : "Member", code: `<@${id}>` };
    }),
    ...roles.map(({ id, name }) => ({ label: `@${name}`, detail: "Role", code: `<@&${id}>` })),
    { label: "@everyone", detail: "All members", code: "@everyone" },
    ...channels
      .filter(({ kind }) => kind !== "direct")
      .map(({ id, name }) => ({ label: `#${name}`, detail: "Channel", code: `<#${id}>` })),
  ];
}

/** The name that is being typed at the cursor: where it begins, and what there is of it. Null where none is. */
export function typedName(
  text: string,
  cursor: number,
): { readonly from: number; readonly typed: string } | null {
  const found = /(?:^|\s)([@#][^\s@#]*)$/u.exec(text.slice(0, cursor));
  const typed = found?.[1];
  return typed === undefined ? null : { from: cursor - typed.length, typed };
}

/** Those that fit what is typed: by the beginning of their name. */
export function fittingNames(names: readonly Named[], typed: string): Named[] {
  const wanted = typed.toLowerCase();
  return names.filter(({ label }) => label.toLowerCase().startsWith(wanted));
}

/** The text as it goes out: each name becomes what Discord knows it by. The longest that fits is meant. */
export function withCodes(text: string, names: readonly Named[]): string {
  const longest = names.toSorted((a, b) => b.label.length - a.label.length);
  return text.replaceAll(/(?<=^|\s)[@#][^]*?(?=\s[@#]|$)/gu, (part) => {
    const named = longest.find(
      ({ label }) => part.startsWith(label) && !/^[\p{L}\p{N}_]/u.test(part.slice(label.length)),
    );
    return named ? named.code + part.slice(named.label.length) : part;
  });
}
