import { WHOLE, type WrongFile } from "./wrong-file.ts";

/** Files that YAML itself, or what a roadmap takes of it, forbids. */
export const wrongSyntax: readonly WrongFile[] = [
  {
    name: "a field without its space",
    edits: [["title: First phase", "title:First phase"]],
    problems: ["18: syntax: a field's name is not followed by a colon and a space, write them"],
  },
  {
    name: "a field that is written twice",
    edits: [["hours: 16", "hours: 16\n            hours: 8"]],
    problems: ["27: topics[sql].hours: is written twice, first on line 26, keep one"],
  },
  {
    name: "a tab",
    edits: [["            hours: 16", "\t    hours: 16"]],
    problems: ["26: syntax: a line is indented with a tab, indent with spaces"],
  },
  {
    name: "a colon in a text",
    edits: [["text: Write a loop.", "text: Write: a loop."]],
    problems: ['45: syntax: there is a second ": " in a line, put a text that holds one in quotes'],
  },
  {
    name: "a quote that is not closed",
    edits: [["title: Python", 'title: "Python']],
    problems: ["39: syntax: a quote is opened here and never closed, close it"],
  },
  {
    name: "a bracket that is not closed",
    edits: [["topics: [storage]", "topics: [storage"]],
    problems: ["81: syntax: a [ or { is opened here and not closed on its lines, close it"],
  },
  {
    name: "wrong indentation",
    edits: [["            title: Python", "           title: Python"]],
    problems: [
      "39: syntax: this line is indented less than the entry it belongs to, indent fields that belong together by the same number of spaces",
    ],
  },
  {
    name: "a list's entry with a space too few, not the first",
    edits: [["          - id: python\n", "         - id: python\n"]],
    problems: [
      "38: syntax: this - is not in one column with those of its list, put the - of all entries of a list below each other",
    ],
  },
  {
    name: "a list's entry with a space too many, not the first",
    edits: [["          - id: python\n", "           - id: python\n"]],
    problems: [
      "38: syntax: this - is not in one column with those of its list, put the - of all entries of a list below each other",
    ],
  },
  {
    name: "a list's first entry with a space too few",
    edits: [["  - id: first\n", " - id: first\n"]],
    problems: [
      "17: syntax: this line and those after it are not indented alike, indent fields that belong together by the same number of spaces, and put a text that goes on over several lines in quotes",
    ],
  },
  {
    name: "a text that begins with a sign",
    edits: [["title: Python", "title: @Python"]],
    problems: ["39: syntax: a text begins with a sign that YAML keeps for itself, put it in quotes"],
  },
  {
    name: "a tag",
    edits: [["title: Python", "title: !Python"]],
    problems: [
      "39: syntax: a text begins with !, which makes it a tag, put it in quotes, and leave tags out",
    ],
  },
  {
    name: "an anchor and an alias",
    edits: [
      ["title: Python", "title: &py Python"],
      ["title: Storage", "title: *py"],
    ],
    problems: [
      '39: topics[python].title: has an anchor, "&py", leave it out, and put a text that begins with & in quotes',
      '53: topics[storage].title: is an alias, "*py", write the value out, and put a text that begins with * in quotes',
    ],
  },
  {
    name: "a second document",
    edits: [["phases:", "---\nphases:"]],
    problems: ["16: syntax: a second document begins here, leave out the line ---"],
  },
  {
    name: "a backslash in double quotes",
    edits: [["title: Python", 'title: "\\d"']],
    problems: ["39: syntax: a backslash is followed by a sign it cannot go with, write \\\\ for a backslash"],
  },
  {
    name: "a list instead of fields",
    edits: [[WHOLE, "- format: roadmap/1\n"]],
    problems: [
      "1: file: is a list, write its fields: format, id, version, title, summary, closing, hours_per_week, choices, phases, certifications, approach, timeline, retired",
    ],
  },
  {
    name: "nothing",
    edits: [[WHOLE, "# to be written\n"]],
    problems: ["1: file: is empty, begin it with format: roadmap/1"],
  },
  {
    name: "a condition nested too deeply",
    edits: [["only: { cloud: gcp }", "only: " + "[".repeat(30) + "]".repeat(30)]],
    problems: [
      "64: objectives[storage/gcp].only: is a list, write an option or a list of options, as in { cloud-provider: aws }",
      "64: objectives[storage/gcp].only[1][1][1][1][1][1][1][1][1][1][1]: is nested too deeply, use at most 20 levels",
    ],
  },
  {
    name: "nests that would exhaust the parser",
    edits: [["title: Python", "title: " + "[".repeat(20000)]],
    problems: ["39: syntax: lists and fields are nested too deeply, nest them less deeply"],
  },
];
