import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import {
  languagesOf,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { plannedTemplate, TEMPLATES } from "./plannedTemplate.js";
import { textsBelow } from "./scratchFolder.js";

const GOLDEN = join(packageRoot(), "tests/generator/scaffold/golden");
const HASHES = join(GOLDEN, "hashes.json");
const isUpdate = process.env.UPDATE_GOLDEN === "1";

/** What is compared: the lock file is data of npm's, and the manifest has its hash. */
const LEFT_OUT = ["package-lock.json", ".slipway.json", ".slipway.base.json"];

interface Case {
  name: string;
  template: string;
  answers: Partial<Answers>;
}

const DELIVERIES = ["github", "gitlab", "none"] as const;
const PLATFORM: readonly Partial<Answers>[] = [
  { delivery: "github", stateBackend: "pulumi" },
  { delivery: "gitlab", stateBackend: "s3", domain: "api.example.com", zoneId: "Z0123456789ABC" },
  { delivery: "none", stateBackend: "s3", repository: "acme/platform", accountId: "123456789012" },
];

/** Every value with every value of another question. */
const MODEL_SERVERS: readonly Partial<Answers>[] = [
  { language: "python", delivery: "github", modelStorage: "efs", gpuCapacity: "managed-instances" },
  { language: "python", delivery: "gitlab", modelStorage: "s3", gpuCapacity: "instance-group" },
  { language: "python", delivery: "none", modelStorage: "efs", gpuCapacity: "instance-group" },
  { language: "none", delivery: "github", modelStorage: "s3", gpuCapacity: "instance-group" },
  { language: "none", delivery: "gitlab", modelStorage: "efs", gpuCapacity: "managed-instances" },
  { language: "none", delivery: "none", modelStorage: "s3", gpuCapacity: "managed-instances" },
];

/** Every template with each of its languages and each delivery. */
const CASES: readonly Case[] = templateNames(TEMPLATES).flatMap((template) => {
  const languages = languagesOf(loadTemplate(TEMPLATES, template));
  if (template === "ml-inference") return MODEL_SERVERS.map((answers) => caseOf(template, answers));
  const all: readonly Partial<Answers>[] =
    languages.length === 0
      ? PLATFORM
      : languages.flatMap((language) => DELIVERIES.map((delivery) => ({ language, delivery })));
  return all.map((answers) => caseOf(template, answers));
});

function caseOf(template: string, answers: Partial<Answers>): Case {
  const { language, delivery, stateBackend, modelStorage, gpuCapacity } = answers;
  const words = [language, delivery, stateBackend, modelStorage, gpuCapacity].filter(Boolean);
  return { name: [template, ...words].join("-"), template, answers };
}

/** The cases whose files are kept as they are, to be read; of the others there is a hash of each file. */
const READABLE = [
  "backend-service-typescript-github",
  "ml-inference-none-github-s3-instance-group",
  "ml-inference-python-github-efs-managed-instances",
  "ml-inference-python-gitlab-s3-instance-group",
  "platform-github-pulumi",
  "platform-gitlab-s3",
  "scheduled-job-go-none",
  "scheduled-job-python-none",
  "scheduled-job-typescript-github",
  "web-service-go-none",
  "web-service-python-gitlab",
  "worker-go-gitlab",
  "worker-python-github",
  "worker-typescript-gitlab",
];

function comparedFiles({ template, answers }: Case): Record<string, string> {
  const files = [...plannedTemplate(template, answers)];
  return Object.fromEntries(files.filter(([path]) => !LEFT_OUT.includes(path)));
}

function hashesOf(files: Record<string, string>): Record<string, string> {
  const entries = Object.entries(files).map(([path, text]) => {
    return [path, createHash("sha256").update(text).digest("hex").slice(0, 16)] as const;
  });
  return Object.fromEntries(entries);
}

function writeTree(folder: string, files: Record<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("golden trees", () => {
  const known = existsSync(HASHES)
    ? (JSON.parse(readFileSync(HASHES, "utf8")) as Record<string, Record<string, string>>)
    : {};
  const made: typeof known = {};

  for (const each of CASES) {
    it(`${each.name} is what it was`, () => {
      const files = comparedFiles(each);
      made[each.name] = hashesOf(files);
      if (isUpdate) return;
      assert.deepEqual(made[each.name], known[each.name]);
    });
  }

  for (const name of READABLE) {
    it(`${name} can be read`, () => {
      const found = CASES.find((each) => each.name === name) ?? assert.fail(`there is no ${name}`);
      const files = comparedFiles(found);
      if (isUpdate) writeTree(join(GOLDEN, name), files);
      assert.deepEqual(files, textsBelow(join(GOLDEN, name)));
    });
  }

  it("are those of all cases", () => {
    if (isUpdate) writeFileSync(HASHES, `${JSON.stringify(made, null, 2)}\n`);
    assert.deepEqual(Object.keys(made).sort(), Object.keys(isUpdate ? made : known).sort());
  });
});
