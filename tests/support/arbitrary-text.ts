import * as fc from "fast-check";

// What has broken bots before: marks, joiners, directions, look-alikes of Discord's own syntax, and plain length.
const PIECES = [
  "Spark",
  "sql advanced",
  "Größe",
  "Łódź",
  "Ελληνικά",
  "Данные",
  "数据工程",
  "データ基盤",
  "데이터",
  "हिन्दी",
  "ข้อมูล",
  "עברית",
  "العربية",
  "Tiếng Việt",
  "👩‍👩‍👧‍👦",
  "🏳️‍🌈",
  "🇩🇪",
  "👍🏽",
  "e\u0301",
  "Z̴̨̛̫a̵l̶g̷o̸",
  "@everyone",
  "@here",
  "<@123456789012345678>",
  "<@&123456789012345678>",
  "<#123456789012345678>",
  "</roadmap next:123456789012345678>",
  "<t:0:R>",
  "<:x:123456789012345678>",
  "**bold**",
  "__under__",
  "~~gone~~",
  "||spoiler||",
  "`code`",
  "```block```",
  "# Heading",
  "- list",
  "> quote",
  "1. one",
  "[masked](https://example.org)",
  "https://example.org/a_b_c",
  "\\",
  "]",
  ")",
  "\u202e",
  "\u200b",
  "\u2067",
  "&",
  "<b>",
  "${x}",
  "%s",
  "'; drop table events; --",
] as const;

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 6 }) },
);

/**
 * One line that the roadmap's reader lets through: something to see in it, no control characters, no spaces around it,
 * at most `max` UTF-16 code units; often short, sometimes exactly as long as it may be.
 */
export function line(max: number): fc.Arbitrary<string> {
  const long = fc
    .tuple(fc.constantFrom(...PIECES), fc.constantFrom(...PIECES))
    .map(([a, b]) => `${a} ${b} `.repeat(max));
  return fc
    .oneof(
      {
        weight: 6,
        arbitrary: fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(" ")),
      },
      { weight: 1, arbitrary: long },
    )
    .map((text) => fit(text, max))
    .filter((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text));
}

function fit(text: string, max: number): string {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
  // A cut inside a pair would leave half a character.
  return clean
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/u, "")
    .trim();
}

/** What Discord lets people call themselves: 1 to 32 characters, not always any to see. */
export function displayName(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: line(32) },
    { weight: 1, arbitrary: fc.constantFrom("\u200b", "\u2800", "\u3164", "\u00ad", "\u202e\u202e") },
  );
}

/** What people type where a link is asked for: good ones, dangerous ones, nonsense. */
export function link(): fc.Arbitrary<string> {
  return fc.oneof(
    webLink(),
    line(120),
    fc.constantFrom(
      "",
      "   ",
      "example.org",
      "javascript:alert(1)",
      "data:text/html,x",
      "ftp://example.org/x",
      "https://",
      "https:// example.org",
      "https://name:word@example.org/",
      "https://example.org@evil.example/",
      "https://example.org/)](https://evil.example",
      "https://example.org/\n@everyone",
      "HTTPS://EXAMPLE.ORG/A",
      "https://bücher.example/ö?ä#ü",
      `https://example.org/${"a".repeat(600)}`,
      `https://example.org/${"ü".repeat(300)}`,
    ),
  );
}

/** An http or https link that is fit to be kept. */
export function webLink(): fc.Arbitrary<string> {
  return fc
    .webUrl({ withFragments: true, withQueryParameters: true, size: "small" })
    .filter((url) => url.length <= 300);
}

/** A page that a roadmap may name: https, and nothing in it that the reader would refuse. */
export function pageUrl(): fc.Arbitrary<string> {
  return webLink()
    .map((url) => url.replace(/^http:/, "https:").replaceAll("'", "-"))
    .filter((url) => url.length <= 300);
}

/** Locales that Discord sends, and some that it does not send yet. */
export function locale(): fc.Arbitrary<string> {
  const known =
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko";
  return fc.constantFrom(...known.split(" "), "ar", "xx-YY", "");
}

/** Zones whose days differ most from each other's, and those whose clocks do odd things. */
export function zone(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
  );
}
