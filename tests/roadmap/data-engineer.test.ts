import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadRoadmap } from "../../src/roadmap.ts";

const result = await loadRoadmap(join(import.meta.dirname, "../../roadmap"));
if (!result.ok) throw new Error(result.problems.join("\n"));
const { roadmap } = result;

const topicsByPhase = roadmap.phases.map((phase) => phase.tracks.flatMap((track) => track.topics));
const topics = topicsByPhase.flat();
const tracks = roadmap.phases.flatMap((phase) => phase.tracks);
const objectives = topics.flatMap((topic) => topic.objectives);
const resources = topics.flatMap((topic) => topic.resources);
const certifications = roadmap.certifications.flatMap((group) => group.certifications);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const topic = (id: string) => topics.find((one) => one.id === id);
const resource = (id: string) => resources.find((one) => one.id === id);

describe("the data engineer roadmap is whole", () => {
  test("5 phases of 2 tracks of 2 topics", () => {
    expect(roadmap.phases.map((phase) => phase.tracks.length)).toEqual([2, 2, 2, 2, 2]);
    expect(tracks.map((track) => track.topics.length)).toEqual(Array.from({ length: 10 }, () => 2));
    expect(topics).toHaveLength(20);
  });

  test("57 objectives and 43 resources, in their phases", () => {
    const counts = topicsByPhase.map((phase) => [
      sum(phase.map((topic) => topic.objectives.length)),
      sum(phase.map((topic) => topic.resources.length)),
    ]);
    expect(counts).toEqual([
      [12, 8],
      [11, 10],
      [11, 8],
      [12, 9],
      [11, 8],
    ]);
    expect(objectives).toHaveLength(57);
    expect(new Set(resources.map(({ url }) => url)).size).toBe(43);
  });

  test("11 certifications in 4 groups on 2 levels", () => {
    expect(roadmap.certifications.map((group) => group.certifications.length)).toEqual([3, 2, 3, 3]);
    expect(roadmap.certifications.map((group) => group.pick)).toEqual(["one", "any", "one", "any"]);
    expect(new Set(roadmap.certifications.map((group) => group.level)).size).toBe(2);
    const providers = Object.groupBy(certifications, ({ provider }) => provider);
    expect(Object.entries(providers).map(([name, list]) => [name, list?.length])).toEqual([
      ["AWS", 2],
      ["Microsoft", 2],
      ["Google", 2],
      ["Databricks", 2],
      ["MongoDB", 1],
      ["Confluent", 1],
      ["Snowflake", 1],
    ]);
  });

  test("12 pieces of advice in 4 groups, 5 rows of the timeline, first and last words", () => {
    expect(roadmap.approach.map((group) => group.items.length)).toEqual([3, 3, 3, 3]);
    expect(roadmap.timeline.map(({ phase }) => phase)).toEqual(roadmap.phases.map(({ id }) => id));
    expect(roadmap.summary.length).toBeGreaterThan(100);
    expect(roadmap.closing.length).toBeGreaterThan(100);
  });

  test("592 hours in phases 1 to 4 and 144 in phase 5, in whole weeks", () => {
    const hours = topicsByPhase.map((phase) => sum(phase.map((topic) => topic.hours)));
    expect(hours).toEqual([120, 120, 176, 176, 144]);
    expect(sum(hours.slice(0, 4))).toBe(592);
    expect(topics.filter((topic) => topic.hours % roadmap.hoursPerWeek !== 0)).toEqual([]);
    const months = roadmap.phases.map((phase) => phase.months && [phase.months.min, phase.months.max]);
    expect(months).toEqual([[3, 4], [3, 4], [4, 6], [4, 6], null]);
  });

  test("no two objectives say the same, and each is short", () => {
    expect(new Set(objectives.map(({ text }) => text)).size).toBe(57);
    expect(objectives.filter(({ text }) => text.length > 180)).toEqual([]);
  });
});

describe("the data engineer roadmap says who needs what", () => {
  test("prerequisites", () => {
    const after = topics.map(({ id, after }) => [id, ...after.map(({ topic }) => topic)].join(" "));
    expect(after).toEqual([
      "python-for-de",
      "sql-advanced",
      "etl-elt python-for-de sql-advanced",
      "git",
      "cloud-fundamentals",
      "cloud-storage cloud-fundamentals",
      "spark python-for-de sql-advanced",
      "streaming-basics etl-elt",
      "dw-modeling sql-advanced etl-elt",
      "nosql sql-advanced",
      "workflow python-for-de etl-elt",
      "iac cloud-fundamentals git",
      "cloud-native-de cloud-fundamentals cloud-storage etl-elt",
      "realtime streaming-basics spark",
      "dataops-mlops git workflow",
      "governance-security cloud-storage",
      "ml-engineering python-for-de dataops-mlops",
      "genai-de python-for-de etl-elt",
      "data-mesh dw-modeling governance-security",
      "event-driven streaming-basics",
    ]);
  });

  test("Spark comes before real-time processing for those who chose its streaming", () => {
    const only = { choice: "stream-processor", options: ["spark-structured-streaming"] };
    expect(topic("realtime")?.after).toEqual([
      { topic: "streaming-basics", only: null },
      { topic: "spark", only },
    ]);
    expect(topic("realtime")?.afterSoft).toEqual([{ topic: "spark", only: null }]);
    expect(topic("realtime")?.objectives.filter(({ only }) => only)).toEqual([]);
  });

  test("the cloud is asked at the start and the stream processor later", () => {
    const choices = roadmap.choices.map(
      ({ id, ask, options }) => `${id}, ${ask}: ${options.map(({ id }) => id).join(" ")}`,
    );
    expect(choices).toEqual([
      "cloud-provider, start: aws azure gcp",
      "stream-processor, later: flink spark-structured-streaming",
    ]);
    const options = topic("cloud-fundamentals")?.objectives.map(({ only }) => only?.options);
    expect(options).toEqual([["aws"], ["azure"], ["gcp"]]);
    const bound = resources.filter(({ only }) => only).map(({ id, only }) => `${id} ${only?.options.join()}`);
    expect(bound).toEqual([
      "aws-training aws",
      "ms-learn-azure azure",
      "gcp-training gcp",
      "aws-data-lake-post aws",
      "azure-adls-docs azure",
      "gcp-storage-docs gcp",
      "cert-page-aws-data aws",
      "cert-page-azure-data azure",
      "gcp-dataflow-docs gcp",
    ]);
  });
});

describe("the data engineer roadmap is up to date", () => {
  test.each([
    ["mode-advanced-sql", "https://www.thoughtspot.com/sql-tutorial"],
    ["ms-learn-azure", "https://learn.microsoft.com/en-us/training/azure/"],
    ["gcp-training", "https://cloud.google.com/learn/training"],
    [
      "aws-data-lake-post",
      "https://aws.amazon.com/blogs/big-data/build-a-data-lake-foundation-with-aws-glue-and-amazon-s3/",
    ],
    [
      "azure-adls-docs",
      "https://learn.microsoft.com/en-us/azure/storage/blobs/data-lake-storage-introduction",
    ],
    ["databricks-academy", "https://www.databricks.com/learn/training/home"],
    ["confluent-tutorials", "https://developer.confluent.io/confluent-tutorials/"],
    ["dbt-fundamentals", "https://learn.getdbt.com/courses/dbt-fundamentals"],
    ["mongodb-university", "https://learn.mongodb.com/"],
    [
      "book-airflow-pipelines",
      "https://www.manning.com/books/data-pipelines-with-apache-airflow-second-edition",
    ],
    ["terraform-tutorials", "https://developer.hashicorp.com/terraform/tutorials"],
    ["book-iac", "https://www.oreilly.com/library/view/infrastructure-as-code/9781098150341/"],
    ["cert-page-aws-data", "https://aws.amazon.com/certification/certified-data-engineer-associate/"],
    [
      "cert-page-azure-data",
      "https://learn.microsoft.com/en-us/credentials/certifications/fabric-data-engineer-associate/",
    ],
    ["book-kafka-streams", "https://www.manning.com/books/kafka-streams-in-action-second-edition"],
    ["great-expectations", "https://docs.greatexpectations.io/docs/core/introduction/try_gx"],
    ["book-ml-engineering", "https://www.mlebook.com/"],
    ["langchain-docs", "https://docs.langchain.com/oss/python/langchain/overview"],
    ["book-llm", "https://www.oreilly.com/library/view/hands-on-large-language/9781098150952/"],
  ])("%s has its new address", (id, url) => {
    expect(resource(id)?.url).toBe(url);
  });

  test.each([
    "mode.com",
    "docs.microsoft.com",
    "https://cloud.google.com/training",
    "building-and-maintaining-a-data-lake",
    "academy.databricks.com/",
    "kafka-tutorials.confluent.io",
    "courses.getdbt.com",
    "university.mongodb.com",
    "learn.hashicorp.com",
    "9781098114664",
    "certified-data-analytics-specialty",
    "greatexpectations.io/tutorials",
    "http://",
    "python.langchain.com",
    "building-llm-powered",
  ])("no link goes to %s any more", (gone) => {
    expect(resources.filter(({ url }) => url.includes(gone))).toEqual([]);
  });

  test("the address of the book on language models is that of the book it names", () => {
    expect(resource("book-llm")?.title).toBe("Hands-On Large Language Models (Book)");
  });

  test("new editions are named", () => {
    const notes = ["book-airflow-pipelines", "book-iac", "book-kafka-streams", "book-building-edm"].map(
      (id) => resource(id)?.note,
    );
    expect(notes.filter((note) => !note?.includes("edition"))).toEqual([]);
  });

  test("retired and renamed certificates name what took their place", () => {
    const changed = certifications.filter(({ status }) => status !== "current");
    expect(changed.map(({ id, status, successor }) => [id, status, successor?.title])).toEqual([
      ["mongodb-dev", "renamed", "MongoDB Associate Developer"],
      ["aws-data", "retired", "AWS Certified Data Engineer - Associate (DEA-C01)"],
      ["azure-data", "retired", "Microsoft Certified: Fabric Data Engineer Associate (DP-700)"],
      ["dbx-de-pro", "renamed", "Databricks Certified Data Engineer Professional"],
    ]);
  });

  test("what each exam costs in US dollars, and for how many years it holds, where that is known", () => {
    const terms = certifications.map(({ id, cost, validity }) => {
      const sum = cost === null ? "?" : cost.min === cost.max ? cost.max : `${cost.min}-${cost.max}`;
      return `${id} ${sum} ${validity?.years ?? "?"}`;
    });
    expect(terms).toEqual([
      "aws-ccp 100 3",
      "azure-az-900 99 unlimited",
      "gcp-cdl 99 3",
      "dbx-spark-dev 200 2",
      "mongodb-dev ? ?",
      "aws-data 150 3",
      "azure-data 55-165 1",
      "gcp-pde 200 2",
      "confluent-ccdak ? 2",
      "dbx-de-pro 200 2",
      "snowpro-core 175 2",
    ]);
  });

  test("for each cloud there is something to learn from, wherever there is for another", () => {
    const clouds = ["aws", "azure", "gcp"];
    const bound = topics.map(({ id, resources }) => [
      id,
      resources.flatMap(({ only }) => only?.options ?? []),
    ]);
    const missing = bound.filter(([, options]) => {
      const some = clouds.filter((cloud) => options?.includes(cloud as never));
      return some.length > 0 && some.length < clouds.length;
    });
    expect(missing).toEqual([]);
  });

  test("every link and certificate says when it was checked", () => {
    const terms = certifications.flatMap(({ cost, validity }) => [cost ?? [], validity ?? []].flat());
    const days = [...resources, ...certifications, ...terms].map(({ checked }) => checked);
    expect(new Set(days)).toEqual(new Set(["2026-11-22", "2026-11-25"]));
  });
});
