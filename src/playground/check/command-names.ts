import type { Problem } from "../rest/answer.ts";
import type { Localised } from "./command-body.ts";
import type { Path } from "./component.ts";

const LOCALES = new Set(
  (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th " +
    "zh-CN ja zh-TW ko"
  ).split(" "),
);
/** Letters, digits, - and _ of any script, without capitals. Devanagari and Thai need their marks. */
const NAME = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;
/** A name, and its localisations, are made of what Discord takes for one. */
export function checkName(named: { name: string; name_localizations?: Localised }, path: Path): Problem[] {
  const all: [Path, string][] = [
    [["name"], named.name],
    ...Object.entries(named.name_localizations ?? {}).map(([locale, name]): [Path, string] => [
      ["name_localizations", locale],
      name,
    ]),
  ];
  return all
    .filter(([, name]) => !NAME.test(name) || name !== name.toLowerCase())
    .map(([at, name]) => ({
      path: [...path, ...at],
      code: "APPLICATION_COMMAND_INVALID_NAME",
      message: `Command name is invalid: ${name}`,
    }));
}

/** Localisations are for locales that Discord has. */
export function checkLocales(
  named: { name_localizations?: Localised; description_localizations?: Localised },
  path: Path,
): Problem[] {
  return (["name_localizations", "description_localizations"] as const).flatMap((field) =>
    Object.keys(named[field] ?? {})
      .filter((locale) => !LOCALES.has(locale))
      .map((locale) => ({
        path: [...path, field, locale],
        code: "BASE_TYPE_CHOICES",
        message: `Value must be a locale of Discord's, not ${locale}.`,
      })),
  );
}
