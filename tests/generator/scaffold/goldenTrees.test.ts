import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { textsBelow } from "./scratchFolder.js";
import { TEMPLATE_CASES, type TemplateCase } from "./templateCases.js";

const GOLDEN = join(packageRoot(), "tests/generator/scaffold/golden");
const HASHES = join(GOLDEN, "hashes.json");
const isUpdate = process.env.UPDATE_GOLDEN === "1";

/** What is compared: the lock file is data of npm's, and the manifest has its hash. */
const LEFT_OUT = ["package-lock.json", ".slipway.json", ".slipway.base.json"];

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
  "web-grpc-go-github",
  "web-grpc-python-gitlab",
  "web-grpc-typescript-none",
  "web-review-github",
  "web-review-gitlab",
  "web-service-go-none",
  "web-service-python-gitlab",
  "worker-go-gitlab",
  "worker-python-github",
  "worker-typescript-gitlab",
];

function comparedFiles({ template, answers }: TemplateCase): Record<string, string> {
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

  for (const each of TEMPLATE_CASES) {
    it(`${each.name} is what it was`, () => {
      const files = comparedFiles(each);
      made[each.name] = hashesOf(files);
      if (isUpdate) return;
      assert.deepEqual(made[each.name], known[each.name]);
    });
  }

  for (const name of READABLE) {
    it(`${name} can be read`, () => {
      const found =
        TEMPLATE_CASES.find((each) => each.name === name) ?? assert.fail(`there is no ${name}`);
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
