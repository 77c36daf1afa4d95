import { WHOLE, type WrongMaterial } from "./wrong-file.ts";

const long = (length: number) => "x".repeat(length);

/** Mistakes in the files of topics. */
export const wrongMaterials: readonly WrongMaterial[] = [
  {
    name: "a topic that does not exist",
    edits: { "sqll.yaml": [[WHOLE, "topic: sqll"]] },
    problems: [
      "sqll.yaml:1: checked: is missing, write a day such as 2026-11-22",
      "sqll.yaml:1: placement: is missing, write its fields: id, rev, task, shows",
      "sqll.yaml:1: questions: is missing, write a list, each entry after a dash or all of them in [ ]",
      'sqll.yaml:1: topic: is "sqll", which is no topic, did you mean sql?',
      "sqll.yaml:1: units: is missing, write a list, each entry after a dash or all of them in [ ]",
      "sqll.yaml:1: why: is missing, write in two sentences why the topic matters",
    ],
  },
  {
    name: "a file with the name of another topic",
    edits: { "sql.yaml": [["topic: sql\n", "topic: python\n"]] },
    problems: [
      "small.yaml:24: topics[sql]: has nothing that it is taught with, write small/sql.yaml, as README tells",
      'sql.yaml:1: topic: is "python", and the file is sql.yaml, name the file python.yaml',
      'sql.yaml:6: placement.id: is "sql/placement", write python/placement',
      'sql.yaml:14: units[sql/week-1].id: is "sql/week-1", write python/week- and a number, such as python/week-1',
      'sql.yaml:30: units[sql/week-2].id: is "sql/week-2", write python/week- and a number, such as python/week-1',
    ],
  },
  {
    name: "nothing",
    edits: { "sql.yaml": [[WHOLE, "# later"]] },
    problems: ["sql.yaml:1: file: is empty, begin it with topic: and the topic's id"],
  },
  {
    name: "a tab",
    edits: { "sql.yaml": [["    rev: 1", "\trev: 1"]] },
    problems: ["sql.yaml:15: syntax: a line is indented with a tab, indent with spaces"],
  },
  {
    name: "an unknown field",
    edits: { "sql.yaml": [["hand_in: Both queries.", "handin: Both queries."]] },
    problems: [
      "sql.yaml:34: units[sql/week-2].exercise.hand_in: is missing, write what to show at the end",
      "sql.yaml:40: units[sql/week-2].exercise.handin: is not a known field, did you mean hand_in? The known ones are title, minutes, steps, hand_in, works_when, cost, unverified",
    ],
  },
  {
    name: "fields that are missing",
    edits: {
      "sql.yaml": [
        ["    works_when: The count is 30.\n", ""],
        ["  shows: A left join", "  show: A left join"],
      ],
    },
    problems: [
      "sql.yaml:5: placement.shows: is missing, write what a right answer shows",
      "sql.yaml:12: placement.show: is not a known field, did you mean shows? The known ones are id, rev, task, shows",
      "sql.yaml:14: units[sql/week-1].discuss: is missing, write one question for the group",
      "sql.yaml:20: units[sql/week-1].exercise.works_when: is missing, write how to know that it worked",
      "sql.yaml:27: units[sql/week-1].exercise.discuss: is not a known field, the known ones are title, minutes, steps, hand_in, works_when, cost, unverified",
    ],
  },
  {
    name: "texts that are too long",
    edits: {
      "sql.yaml": [
        ["focus: Find what is missing", `focus: ${long(101)}`],
        ["discuss: Which join have", `discuss: ${long(221)} Which join have`],
      ],
    },
    problems: [
      "sql.yaml:28: units[sql/week-1].discuss: has 264 characters, use at most 220",
      "sql.yaml:32: units[sql/week-2].focus: has 101 characters, use at most 100",
    ],
  },
  {
    name: "an exercise that takes too long, and one that is over at once",
    edits: {
      "sql.yaml": [
        ["minutes: 60", "minutes: 240"],
        ["minutes: 75", "minutes: 5"],
      ],
    },
    problems: [
      "sql.yaml:22: units[sql/week-1].exercise.minutes: is 240, write 60 to 120: an exercise fits one evening",
      "sql.yaml:36: units[sql/week-2].exercise.minutes: is 5, write 60 to 120: an exercise fits one evening",
    ],
  },
  {
    name: "too few steps, and steps that are too long together",
    edits: {
      "sql.yaml": [
        ["        - Join them and count the rows.\n", ""],
        [
          "- Delete the orders of three customers.",
          Array.from({ length: 5 }, () => `- ${long(180)}`).join("\n        "),
        ],
      ],
    },
    problems: [
      "sql.yaml:23: units[sql/week-1].exercise.steps: has 1 entry, write at least 2",
      "sql.yaml:36: units[sql/week-2].exercise.steps: have 982 characters together, shorten them to 900",
    ],
  },
  {
    name: "too many units",
    edits: {
      "python.yaml": [
        [
          "questions:\n",
          [
            "  - id: python/week-2",
            "    rev: 1",
            "    focus: Stop",
            "    objectives: [python/loops]",
            "    exercise: { title: T, minutes: 60, steps: [One., Two.], hand_in: It., works_when: It works. }",
            "    discuss: When?",
            "    teach: Explain it.",
            "questions:\n",
          ].join("\n"),
        ],
      ],
    },
    problems: ["python.yaml:9: units: are 2, write 1: the topic's 8 hours are one week of 8"],
  },
  {
    name: "ids that do not say whose they are",
    edits: {
      "sql.yaml": [
        ["id: sql/week-1", "id: sql/first-week"],
        ["id: sql/placement", "id: sql/test"],
        ["id: sql/joins/q1", "id: sql/q1"],
        ["id: sql/joins/q2", "id: sql/joins/q02"],
      ],
    },
    problems: [
      'sql.yaml:6: placement.id: is "sql/test", write sql/placement',
      'sql.yaml:14: units[sql/first-week].id: is "sql/first-week", write sql/week- and a number, such as sql/week-1',
      'sql.yaml:45: questions[sql/q1].id: is "sql/q1", write sql/joins/q and a number, such as sql/joins/q1',
      'sql.yaml:50: questions[sql/joins/q02].id: is "sql/joins/q02", write sql/joins/q and a number, such as sql/joins/q1',
    ],
  },
  {
    name: "an id that is there twice",
    edits: {
      "sql.yaml": [
        ["id: sql/week-2", "id: sql/week-1"],
        ["id: sql/joins/q2", "id: sql/joins/q1"],
      ],
    },
    problems: [
      'sql.yaml:30: units[sql/week-1].id: is already the id of the unit "sql/week-1" on line 14, choose an id that nothing else has',
      'sql.yaml:50: questions[sql/joins/q1].id: is already the id of the question "sql/joins/q1" on line 45, choose an id that nothing else has',
    ],
  },
  {
    name: "objectives and resources that are not the topic's",
    edits: {
      "sql.yaml": [
        ["objectives: [sql/joins]", "objectives: [sql/join, python/loops]"],
        ["id: sql-book,", "id: python-book,"],
        ["objective: sql/joins\n    ask: A join", "objective: sql/unions\n    ask: A join"],
      ],
    },
    problems: [
      'sql.yaml:17: units[sql/week-1].objectives[1]: is "sql/join", which is no objective of sql, did you mean sql/joins?',
      'sql.yaml:17: units[sql/week-1].objectives[2]: is "python/loops", which is no objective of sql, write one of sql/joins',
      'sql.yaml:19: resources[python-book].id: is "python-book", which is no resource of sql, write one of sql-book',
      'sql.yaml:44: questions: hold one question alone on "sql/joins", write at least 2',
      'sql.yaml:50: questions[sql/joins/q2].id: is "sql/joins/q2", write sql/unions/q and a number, such as sql/unions/q1',
      'sql.yaml:52: questions[sql/joins/q2].objective: is "sql/unions", which is no objective of sql, did you mean sql/joins?',
    ],
  },
  {
    name: "an objective without a week",
    edits: {
      "storage.yaml": [
        ["objectives: [storage/gcp]", "objectives: [storage/aws]"],
        ["objectives: [storage/aws, storage/gcp]", "objectives: [storage/aws]"],
        [
          "focus: Who may read it\n    objectives: [storage/aws, storage/gcp]",
          "focus: Who may read it\n    objectives: [storage/aws]",
        ],
      ],
    },
    problems: ['storage.yaml:9: units: serve "storage/gcp" in no week, name it in the objectives of one'],
  },
  {
    name: "too few questions, for all and for those who chose",
    edits: {
      "sql.yaml": [
        ["id: sql/joins/q2\n    rev: 2\n    objective: sql/joins\n", "id: sql/joins/q2\n    rev: 2\n"],
      ],
      "storage.yaml": [
        [
          "answer: Reading it, and deleting it early.",
          "answer: Reading it, and deleting it early.\n    only: { cloud: aws }",
        ],
      ],
    },
    problems: [
      'sql.yaml:44: questions: hold one question alone on "sql/joins", write at least 2',
      "sql.yaml:50: questions[sql/joins/q2].objective: is missing, write lowercase letters, digits and -, such as sql/joins",
      'storage.yaml:65: questions: hold fewer than 2 on "storage/gcp" for members who chose gcp, write at least 2 for each',
    ],
  },
  {
    name: "an option that does not exist",
    edits: { "storage.yaml": [["- only: { cloud: aws }", "- only: { cloud: azure }"]] },
    problems: [
      'storage.yaml:21: units[storage/week-1].variants[1].only.cloud: is "azure", which is no option of cloud, write one of aws, gcp',
    ],
  },
  {
    name: "two variants for one option",
    edits: {
      "storage.yaml": [
        [
          "    discuss: Which file",
          [
            "      - only: { cloud: [aws, gcp] }",
            "        exercise: { title: T, minutes: 60, steps: [One., Two.], hand_in: It., works_when: It works. }",
            "    discuss: Which file",
          ].join("\n"),
        ],
      ],
    },
    problems: [
      'storage.yaml:51: units[storage/week-2].variants[2].only: names "gcp", which has a variant already, write one variant for each option',
    ],
  },
  {
    name: "an answer of three sentences, and a reason of one",
    edits: {
      "sql.yaml": [
        ["answer: Three, with nulls", "answer: Yes. It keeps them. Three, with nulls"],
        [
          "Every question about data ends as a query. Who",
          "Every question about data ends as a query, and who",
        ],
      ],
    },
    problems: [
      "sql.yaml:3: why: has 1 sentence, write two",
      "sql.yaml:49: questions[sql/joins/q1].answer: has 3 sentences, write at most two",
    ],
  },
  {
    name: "code that is not closed",
    edits: { "sql.yaml": [["with `not exists`, then", "with `not exists, then"]] },
    problems: [
      "sql.yaml:39: units[sql/week-2].exercise.steps[2]: opens code with ` and does not close it, put ` before and after each piece of code",
    ],
  },
  {
    name: "an exercise and a question that another topic has already",
    edits: {
      "sql.yaml": [
        [
          "ask: A join returns more rows than its first table. Is it wrong?",
          "ask: What does a loop do when the list is empty?",
        ],
        ["title: Orders with their customers", "title: The times table"],
        ["- Make ten customers and thirty orders in SQLite.\n", "- Write one loop in another loop.\n"],
        ["- Join them and count the rows.", "- Print a line for each number up to ten."],
      ],
    },
    problems: [
      'sql.yaml:20: units[sql/week-1].exercise: says nearly the same as the exercise of "python/week-1" in small/python.yaml, let another thing be built',
      'sql.yaml:53: questions[sql/joins/q2].ask: says nearly the same as "python/loops/q1" in small/python.yaml, ask something else',
    ],
  },
];
