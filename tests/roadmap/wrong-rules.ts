import type { WrongFile } from "./wrong-file.ts";

/** Files whose parts do not fit together. */
export const wrongRules: readonly WrongFile[] = [
  {
    name: "an id that is used twice",
    edits: [["id: sql-book", "id: clouds"]],
    problems: [
      '49: tracks[clouds].id: is already the id of the resource "clouds" on line 32, choose an id that nothing else has',
    ],
  },
  {
    name: "an option that is there twice",
    edits: [["id: gcp, ", "id: aws, "]],
    problems: [
      '15: options[aws].id: is already the id of the option "aws" on line 14, choose an id that nothing else has',
    ],
  },
  {
    name: "a retired id that is used again",
    edits: [["id: old-sql", "id: sql"]],
    problems: [
      '89: retired[sql].id: is still the id of the topic "sql" on line 24, give the live one another id, or take this entry out',
    ],
  },
  {
    name: "a retired id whose heir is something else",
    edits: [["successor: sql ", "successor: sql-book "]],
    problems: [
      '89: retired[old-sql].successor: is the resource "sql-book", name the topic that took its place, or leave it out',
    ],
  },
  {
    name: "more text than a topic's page holds",
    edits: [
      [
        "                text: Write a loop.",
        "                text: Write a loop.\n" +
          Array.from(
            { length: 11 },
            (_, i) => `              - { id: python/o${i}, rev: 1, text: ${"x".repeat(190)} }`,
          ).join("\n"),
      ],
    ],
    problems: [
      "42: topics[python].objectives: have 2103 characters together, shorten them to 2000, so that they fit the topic's page",
    ],
  },
  {
    name: "a prerequisite that does not exist",
    edits: [["after_soft: [sql]", "after_soft: [sqll]"]],
    problems: ['41: topics[python].after_soft[1]: is "sqll", which is no topic, did you mean sql?'],
  },
  {
    name: "a prerequisite that is no topic",
    edits: [["after_soft: [sql]", "after_soft: [basics]"]],
    problems: ['41: topics[python].after_soft[1]: is the track "basics", write the id of a topic'],
  },
  {
    name: "a topic that is its own prerequisite",
    edits: [["after_soft: [sql]", "after_soft: [python]"]],
    problems: ["41: topics[python].after_soft[1]: is the topic itself, name another topic, or leave it out"],
  },
  {
    name: "prerequisites in a circle",
    edits: [["hours: 16", "hours: 16\n            after: [storage]"]],
    problems: [
      "42: topics[python].after_soft[1]: closes a circle: sql after python after storage after sql, take one of these steps out",
      "56: topics[storage].after[1]: closes a circle: sql after storage after sql, take one of these steps out",
    ],
  },
  {
    name: "a prerequisite named twice",
    edits: [["after_soft: [sql]", "after_soft: [sql]\n            after: [sql, sql]"]],
    problems: [
      '41: topics[python].after_soft[1]: is "sql", which after names too, name it in one of them',
      '42: topics[python].after[2]: names "sql" a second time, name it once',
    ],
  },
  {
    name: "a prerequisite that is not one list",
    edits: [["after_soft: [sql]", "after_soft: sql"]],
    problems: [
      '41: topics[python].after_soft: is "sql", write a list, each entry after a dash or all of them in [ ]',
    ],
  },
  {
    name: "a choice that does not exist",
    edits: [["only: { cloud: gcp }", "only: { clouds: gcp }"]],
    problems: ["64: objectives[storage/gcp].only.clouds: is not a choice, did you mean cloud?"],
  },
  {
    name: "an option that does not exist",
    edits: [["only: { cloud: gcp }", "only: { cloud: azure }"]],
    problems: [
      '64: objectives[storage/gcp].only.cloud: is "azure", which is no option of cloud, write one of aws, gcp',
    ],
  },
  {
    name: "a condition on nothing",
    edits: [["only: { cloud: gcp }", "only: {}"]],
    problems: ["64: objectives[storage/gcp].only: is empty, name one choice, as in { cloud-provider: aws }"],
  },
  {
    name: "an option with nothing to do",
    edits: [["only: { cloud: gcp }", "only: { cloud: aws }"]],
    problems: [
      "56: topics[storage].objectives: hold nothing for members who chose gcp, add an objective for them, or one without only",
    ],
  },
  {
    name: "a certification for a topic that does not exist",
    edits: [["topics: [storage]", "topics: [storage, lakes]"]],
    problems: [
      '81: certifications[aws-cert].topics[2]: is "lakes", which is no topic, write the id of a topic',
    ],
  },
  {
    name: "a current certification with a successor",
    edits: [["status: retired", "status: current"]],
    problems: [
      "75: certifications[aws-cert].successor: is given for a current certification, write status: renamed or retired, or leave it out",
    ],
  },
  {
    name: "a renamed certification without its new name",
    edits: [
      ["status: retired", "status: renamed"],
      ["        successor: { title: New AWS certificate, url: https://example.org/new }\n", ""],
    ],
    problems: [
      "71: certifications[aws-cert].successor: is missing on a renamed certification, say what it is called now",
    ],
  },
  {
    name: "a cost that is less than the least",
    edits: [["{ min: 55, max: 165,", "{ min: 165, max: 55,"]],
    problems: [
      "76: certifications[aws-cert].cost: goes from 165 to 55, write the smaller sum as min, or max alone",
    ],
  },
  {
    name: "a row for a phase that does not exist",
    edits: [["phase: first,", "phase: frist,"]],
    problems: ['87: timeline[1].phase: is "frist", which is no phase, did you mean first?'],
  },
  {
    name: "months the wrong way round",
    edits: [["{ min: 1, max: 2 }", "{ min: 3, max: 2 }"]],
    problems: ["19: phases[first].months: go from 3 to 2, write the shorter time as min"],
  },
];
