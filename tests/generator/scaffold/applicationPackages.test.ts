import assert from "node:assert/strict";
import { parse } from "yaml";

import { readDockerIgnoreFile } from "../../../components/image/rules/dockerIgnoreFile.js";
import {
  languagesOf,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { plannedTemplate, TEMPLATES } from "./plannedTemplate.js";

type Files = ReadonlyMap<string, string>;

/** Every template with each language that it has an application in, and each protocol that it speaks. */
const CASES = templateNames(TEMPLATES).flatMap((template) => {
  const loaded = loadTemplate(TEMPLATES, template);
  const protocols = loaded.questions.includes("protocol")
    ? (["http", "grpc"] as const)
    : ["http" as const];
  return languagesOf(loaded)
    .filter((each) => each !== "none")
    .flatMap((language) =>
      protocols.map((protocol) => ({
        name: `${template} in ${language} by ${protocol}`,
        template,
        language,
        protocol,
      })),
    );
});

/** What a Dockerfile copies from its context, with `*` as it has it. */
function copied(dockerfile: string): string[] {
  const lines = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].map(([, words = ""]) => words);
  return lines.flatMap((words) => words.split(" ").slice(0, -1));
}

function isCopied(path: string, source: string): boolean {
  const pattern = new RegExp(`^${source.replaceAll(".", "[.]").replaceAll("*", "[^/]*")}(?:/|$)`);
  return pattern.test(path);
}

/** The versions that a repository states, and those that it has hashes of, as `name version`. */
function pythonPackages(files: Files): { stated: string[]; hashed: string[] } {
  const stated = (files.get("requirements.in") ?? "").trim().split("\n");
  const entries = (files.get("requirements.txt") ?? "").split(/^(?=\w)/m);
  const hashed = entries.filter((entry) => /--hash=sha256:[0-9a-f]{64}/.test(entry));
  const names = hashed.map((entry) => /^[\w.-]+==[\w.]+/.exec(entry)?.[0] ?? entry);
  const open = entries.filter((entry) => !entry.startsWith("#") && !hashed.includes(entry));
  assert.deepEqual(open, []);
  return { stated, hashed: names };
}

function goModules(files: Files): { stated: string[]; hashed: string[] } {
  const required = (files.get("go.mod") ?? "").matchAll(/^\t(\S+ v\S+)/gm);
  const sums = (files.get("go.sum") ?? "").matchAll(/^(\S+ v[^/\s]+) h1:\S{43}=$/gm);
  return { stated: [...required].map(([, m = ""]) => m), hashed: [...sums].map(([, m = ""]) => m) };
}

describe("images of templates' applications", () => {
  for (const { name, template, language, protocol } of CASES) {
    it(`copy what is there and is not ignored: ${name}`, () => {
      const files = plannedTemplate(template, { language, protocol });
      const ignored = readDockerIgnoreFile(files.get(".dockerignore") ?? "");
      const context = [...files.keys()].filter((path) => !ignored.ignores(path));
      const sources = copied(files.get("Dockerfile") ?? "");
      assert.ok(sources.length > 0);
      const missing = sources.filter((each) => !context.some((path) => isCopied(path, each)));
      assert.deepEqual(missing, []);
      // Neither what tests nor what deploys it.
      const superfluous = context.filter((path) => !sources.some((each) => isCopied(path, each)));
      assert.deepEqual(superfluous, []);
    });
  }
});

for (const [language, lock, packagesOf] of [
  ["python", "requirements.txt", pythonPackages],
  ["go", "go.sum", goModules],
] as const) {
  describe(`packages of applications in ${language}`, () => {
    for (const { name, template, protocol } of CASES.filter((each) => each.language === language)) {
      const hasPackages = template === "worker" || protocol === "grpc";

      it(`${name}: ${hasPackages ? "are those of the lock, by hash" : "there are none"}`, () => {
        const files = plannedTemplate(template, { language, protocol });
        assert.equal(files.has(lock), hasPackages);
        if (!hasPackages) return;
        const { stated, hashed } = packagesOf(files);
        assert.ok(stated.length > 0 && hashed.length >= stated.length);
        assert.deepEqual(
          stated.filter((each) => !hashed.includes(each)),
          [],
        );
        assert.ok(copied(files.get("Dockerfile") ?? "").includes(lock));
      });
    }
  });
}

describe("pipelines of a worker in Python", () => {
  const install = /\bpip install --require-hashes -r requirements[.]txt$/;

  function assertInstalled(commands: readonly string[]): void {
    const tests = commands.findIndex((each) => /python3? -m unittest$/.test(each));
    const installs = commands.findIndex((each) => install.test(each));
    assert.ok(installs >= 0 && installs < tests, commands.join("\n"));
  }

  it("install its packages before they test it, at GitHub", () => {
    const files = plannedTemplate("worker", { language: "python", delivery: "github" });
    const { jobs } = parse(files.get(".github/workflows/test.yml") ?? "") as {
      jobs: { test: { steps: { run?: string }[] } };
    };
    assertInstalled(jobs.test.steps.flatMap((step) => step.run ?? []));
  });

  it("install its packages before they test it, at GitLab", () => {
    const files = plannedTemplate("worker", { language: "python", delivery: "gitlab" });
    const jobs = parse(files.get(".gitlab-ci.yml") ?? "") as Record<string, { script: string[] }>;
    assertInstalled(jobs["test application"]?.script ?? []);
    assert.ok((files.get("renovate.json") ?? "").includes(`"pip-compile"`));
  });
});
