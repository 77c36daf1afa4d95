import type { WrongFile } from "./wrong-file.ts";

/** Files whose fields have wrong names or values. */
export const wrongFields: readonly WrongFile[] = [
  {
    name: "an unknown field",
    edits: [["hours: 16", "hour: 16"]],
    problems: [
      "24: topics[sql].hours: is missing, write whole hours, such as 40",
      "26: topics[sql].hour: is not a known field, did you mean hours? The known ones are id, title, hours, after, after_soft, objectives, resources",
    ],
  },
  {
    name: "a missing field",
    edits: [["            title: Python\n", ""]],
    problems: ["38: topics[python].title: is missing, write a title such as SQL Advanced Techniques"],
  },
  {
    name: "an empty field",
    edits: [["title: First phase", "title:"]],
    problems: ["18: phases[first].title: is empty, write a title such as Foundation Building"],
  },
  {
    name: "an earlier idea of the format",
    edits: [["roadmap/1", "roadmap/0"]],
    problems: ['1: format: is "roadmap/0", use roadmap/1, the one this version of Waymark reads'],
  },
  {
    name: "a misspelled format",
    edits: [["roadmap/1", "roadmap"]],
    problems: ['1: format: is "roadmap", write roadmap/1'],
  },
  {
    name: "a version that YAML reads as a number",
    edits: [['"1.0"', "1.0"]],
    problems: ['3: version: is 1, write it in quotes, such as "1.0.0"'],
  },
  {
    name: "hours with a unit",
    edits: [["hours: 16", "hours: 16h"]],
    problems: ['26: topics[sql].hours: is "16h", write whole hours, such as 40'],
  },
  {
    name: "half an hour",
    edits: [["hours: 16", "hours: 0.5"]],
    problems: ["26: topics[sql].hours: is 0.5, write whole hours, such as 40"],
  },
  {
    name: "no hours at all",
    edits: [["hours: 16", "hours: 0"]],
    problems: ["26: topics[sql].hours: is 0, write whole hours, such as 40"],
  },
  {
    name: "an id with a capital letter",
    edits: [["id: python\n", "id: Python\n"]],
    problems: [
      '38: topics[Python].id: is "Python", write lowercase letters, digits and -, such as sql-advanced',
    ],
  },
  {
    name: "an id that is too long for a button",
    edits: [["id: sql/joins", "id: sql/" + "x".repeat(60)]],
    problems: ["28: topics[sql].objectives[1].id: has 64 characters, use at most 60"],
  },
  {
    name: "a title that is too long for a button",
    edits: [["title: Python", "title: " + "x".repeat(81)]],
    problems: ["39: topics[python].title: has 81 characters, use at most 80"],
  },
  {
    name: "an objective that is too long",
    edits: [["Write a loop.", "x".repeat(201)]],
    problems: ["45: objectives[python/loops].text: has 201 characters, use at most 200"],
  },
  {
    name: "a title of two lines",
    edits: [["title: Python", "title: |\n              Two\n              lines"]],
    problems: ["39: topics[python].title: holds a line break or a control character, write it on one line"],
  },
  {
    name: "a text without anything to see",
    edits: [["text: Write a loop.", 'text: " \\u200b"']],
    problems: ['45: objectives[python/loops].text: is "\\u{200b}", write what a learner can check off'],
  },
  {
    name: "a topic without objectives",
    edits: [
      [
        "objectives:\n              - id: sql/joins\n                rev: 1\n                text: Join two tables.",
        "objectives: []",
      ],
    ],
    problems: ["27: topics[sql].objectives: is empty, write at least one"],
  },
  {
    name: "more objectives than a select holds",
    edits: [
      [
        "                text: Write a loop.",
        "                text: Write a loop.\n" +
          Array.from(
            { length: 25 },
            (_, i) => `              - { id: python/o${i}, rev: 1, text: Objective ${i} }`,
          ).join("\n"),
      ],
    ],
    problems: ["42: topics[python].objectives: has 26 entries, write at most 25"],
  },
  {
    name: "a choice of one option",
    edits: [
      ["      - { id: gcp, title: Google Cloud }\n", ""],
      ["[aws, gcp]", "aws"],
      ["only: { cloud: gcp }", "only: { cloud: aws }"],
    ],
    problems: ["13: choices[cloud].options: has 1 entry, write at least 2"],
  },
  {
    name: "a kind that does not exist",
    edits: [["kind: book", "kind: bok"]],
    problems: [
      '35: resources[sql-book].kind: is "bok", did you mean book? Write one of course, book, docs, article, video, interactive, credential',
    ],
  },
  {
    name: "a link without https",
    edits: [["https://example.org/sql", "http://example.org/sql"]],
    problems: [
      '34: resources[sql-book].url: is "http://example.org/sql", write "https://example.org/sql" if the page has https, or find one that has',
    ],
  },
  {
    name: "a link that is none",
    edits: [["https://example.org/sql", "example.org"]],
    problems: [
      '34: resources[sql-book].url: is "example.org", write an address such as https://example.org/page',
    ],
  },
  {
    name: "a link that would break a message",
    edits: [["https://example.org/sql", "https://example.org/<sql>"]],
    problems: [
      '34: resources[sql-book].url: is "https://example.org/<sql>", write an address such as https://example.org/page',
    ],
  },
  {
    name: "a day that does not exist",
    edits: [
      ["kind: book\n                checked: 2026-11-22", "kind: book\n                checked: 2026-02-30"],
    ],
    problems: ['36: resources[sql-book].checked: is "2026-02-30", write a day such as 2026-11-22'],
  },
  {
    name: "a day in another order",
    edits: [
      ["kind: book\n                checked: 2026-11-22", "kind: book\n                checked: 22.11.2026"],
    ],
    problems: ['36: resources[sql-book].checked: is "22.11.2026", write a day such as 2026-11-22'],
  },
  {
    name: "a condition without a choice",
    edits: [["only: { cloud: gcp }", "only: gcp"]],
    problems: [
      '64: objectives[storage/gcp].only: is "gcp", write an option or a list of options, as in { cloud-provider: aws }',
    ],
  },
];
