import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { rules } from "../../policies/pack.js";
import { cell, fenced, prose, table, WRITTEN } from "./markdown.js";
import type { JsonSchema } from "./schemaRows.js";
import { schemaRows } from "./schemaRows.js";

/** A file that people write, with what cannot be read off its schema. */
interface ConfigurationFile {
  title: string;
  /** Who reads it, and where it is. */
  lead: string;
  example: string;
}

/** Files that people write, by the names of their schemas. */
const FILES: Readonly<Record<string, ConfigurationFile>> = {
  policies: {
    title: "slipway.policies.yaml",
    lead: "Levels, parameters and exemptions of the policies, in the project's folder or in one above it; `--policy-config` names another. [Policies](../policies/README.md) has the rules and their parameters.",
    example: `$schema: ./node_modules/slipway/dist/policies/policies.schema.json
profile: baseline
image-pinned: { requireDigest: true }
ecs-no-public-ip: mandatory
exempt:
  - policies: [ECS.2]
    name: ftp*
    reason: old clients, TICKET-12
    expires: 2027-03-01
environments:
  prod-*: { profile: hardened }`,
  },
  usage: {
    title: "slipway.usage.yaml",
    lead: "How much resources are used, for the costs that `slipway preview` and `slipway report` tell: in the project's folder or in one above it; `--usage` names another. What is not there is assumed.",
    example: `$schema: ./node_modules/slipway/cost/usage.schema.json
natGb: 250
resources:
  orders: { tasks: 4, logGb: 3 }
stacks:
  dev: { natGb: 5 }`,
  },
  answers: {
    title: "Answers",
    lead: "What `slipway new` and `slipway add` ask, in a JSON file for `--answers`: a flag goes before the file. Which of them a template asks, `slipway new --list` says; a [template of your own](../templates.md) may have others.",
    example: `{
  "$schema": "./node_modules/slipway/dist/generator/scaffold/answers.schema.json",
  "name": "orders",
  "template": "web-service",
  "port": 8080
}`,
  },
  fleet: {
    title: "fleet.yaml",
    lead: "The stacks of a fleet, for `slipway fleet`: in the current folder; `--file` names another. [Fleets](../fleet.md) has what it is for.",
    example: `$schema: ./node_modules/slipway/generator/fleet/manifest/fleet.schema.json
name: shop
stacks:
  - path: platform
  - path: services/*
    dependsOn: ["platform:{stack}"]`,
  },
  baseline: {
    title: "Baseline",
    lead: "The findings that `slipway check --baseline <file>` accepts, so that only new ones fail: the command writes it, and it is committed. A line is taken out by hand to have its finding fail again.",
    example: `{
  "version": 1,
  "findings": [
    {
      "policy": "image-pinned",
      "urn": "urn:pulumi:dev::orders::slipway:index:TaskDefinition$aws:ecs/taskDefinition:TaskDefinition::orders",
      "message": "the image has no tag"
    }
  ]
}`,
  },
  template: {
    title: "template.json",
    lead: "The questions and parts of [a template of your own](../templates.md), in the template's folder.",
    example: `{
  "$schema": "./node_modules/slipway/dist/generator/scaffold/template.schema.json",
  "title": "a consumer of the company's queue",
  "questions": ["name", "description", "region", "language"],
  "parts": [{ "folder": "shared/repository" }]
}`,
  },
  mock: {
    title: "Mock values",
    lead: "Values in place of those that an offline preview makes up: `--mock values.json`, or `mocks` of `previewOffline`.",
    example: `{
  "$schema": "./node_modules/slipway/generator/offline/mock.schema.json",
  "config": { "orders:memory": 1024 },
  "stackReferences": {
    "organization/platform/prod": { "loadBalancer": { "dnsName": "api.example.com" } }
  }
}`,
  },
};

/** The schemas that the package has, by the names that programs import them by. */
export function publishedSchemas(): Map<string, string> {
  const { exports } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
    exports: Record<string, unknown>;
  };
  const schemas = Object.entries(exports).flatMap(([key, file]) => {
    const [, name] = /^\.\/schemas\/(\w+)\.json$/.exec(key) ?? [];
    return name === undefined || typeof file !== "string" ? [] : [[name, file] as const];
  });
  return new Map(schemas);
}

/**
 * The commands that print a document with `--json`, as its schema's description begins: `slipway fleet up|destroy --json` are two,
 * as are `slipway rules --json` and `slipway rules show --json`.
 */
export function printedBy(description: string): string[] {
  const [, said = ""] =
    /^What ((?:`slipway [\w |]+ --json`(?:, | and )?)+) prints?\b/.exec(description) ?? [];
  return [...said.matchAll(/`(slipway (?:\S+ )*?)(\S+) --json`/g)].flatMap(
    ([, before = "", last = ""]) => last.split("|").map((name) => before + name),
  );
}

/** A page for each file that people write, and for each document that commands print. */
export function configurationPages(): [string, string][] {
  const schemas = [...publishedSchemas()].map(([name, file]) => {
    const text = readFileSync(join(packageRoot(), file), "utf8");
    return { name, file, schema: JSON.parse(text) as JsonSchema };
  });
  const documents = schemas.filter(({ name }) => !(name in FILES));
  const list = [
    "# Files and documents",
    "",
    "The files that you write for the commands, and the documents that they print with `--json`: each has a JSON Schema in the package.",
    "",
    WRITTEN,
    "",
    "## Files that you write",
    "",
    ...table(
      ["file", "what it says"],
      Object.entries(FILES).map(([name, { title, lead }]) => [
        `[${title}](${name}.md)`,
        firstSentence(lead),
      ]),
    ),
    "",
    "## Documents that commands print",
    "",
    ...table(
      ["document", "what it is"],
      documents.map(({ name, schema }) => [
        `[\`${name}\`](${name}.md)`,
        cell(schema.description ?? ""),
      ]),
    ),
    "",
  ];
  return [
    ["configuration/README.md", list.join("\n")],
    ...schemas.map(({ name, file, schema }): [string, string] => [
      `configuration/${name}.md`,
      schemaPage(name, file, schema),
    ]),
  ];
}

function schemaPage(name: string, file: string, schema: JsonSchema): string {
  const written = FILES[name];
  const ruleNames = rules.map((rule) => rule.name);
  // Each rule has a page of its own, and the same keys.
  const isLeftOut = (path: string) => ruleNames.includes(path.replace(/^environments\.\*\./, ""));
  return [
    `# ${
      written?.title ??
      `The document of ${printedBy(schema.description ?? "")
        .map((command) => `\`${command} --json\``)
        .join(", ")}`
    }`,
    "",
    prose(schema.description ?? ""),
    ...(written ? ["", written.lead] : []),
    "",
    WRITTEN,
    "",
    "## JSON Schema",
    "",
    `\`slipway/schemas/${name}.json\`, which is \`node_modules/slipway/${file.replace("./", "")}\`; here: [${name}.json](/schemas/${name}.json).`,
    ...(written
      ? [
          "",
          "`$schema` at the top has an editor complete and check the file.",
          "",
          "## An example",
          "",
          ...fenced(written.example.startsWith("{") ? "json" : "yaml", written.example),
        ]
      : []),
    "",
    written ? "## What there is" : "## What is in it",
    "",
    "`[]` stands for each element of a list, `*` for any name.",
    ...(name === "policies"
      ? [
          "",
          "Besides, the name of [any rule](../policies/README.md) stands for its level (`mandatory`, `advisory`, `disabled`), or for an",
          "object of `enforcementLevel`, `exempt` and the rule's parameters. Rules that set values by themselves have the level",
          "`remediate` as well: [what remediation does](../policies.md#remediation).",
        ]
      : []),
    "",
    ...table(["path", "type", "what it is"], schemaRows(schema, isLeftOut)),
    "",
  ].join("\n");
}

function firstSentence(text: string): string {
  return `${text.split(/[.:;]\s/, 1)[0] ?? text}.`;
}
