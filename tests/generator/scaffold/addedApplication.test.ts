import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { SERVICE_KINDS } from "../../../generator/scaffold/addedQuestions.js";
import type { AddRequest } from "../../../generator/scaffold/addRequest.js";
import { addService } from "../../../generator/scaffold/addService.js";
import { languagesOf, loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import { assertRefused } from "./refused.js";
import { plannedTemplate, TEMPLATES } from "./plannedTemplate.js";
import { generatedRepositories } from "./generatedRepository.js";
import { commitAll, git, OWN_CI } from "./repositories.js";
import { scratchFolder } from "./scratchFolder.js";
import { warmPreview } from "../../support/warmPreview.js";

const previewOffline = warmPreview();

const CASES = SERVICE_KINDS.flatMap((kind) =>
  languagesOf(loadTemplate(TEMPLATES, kind))
    .filter((language) => language !== "none")
    .map((language) => [kind, language] as const),
);

describe("an application that is added", function () {
  this.timeout(120_000);
  const folder = scratchFolder();
  const root = () => join(folder.path, "orders");
  const read = (path: string) => readFileSync(join(root(), path), "utf8");
  const status = () =>
    git(root(), "status", "--porcelain", "--untracked-files=all").split("\n").filter(Boolean);
  const add = (language: string, request: Partial<AddRequest> = {}) =>
    addService({
      kind: "worker",
      directory: root(),
      flags: { name: "mails", language },
      yes: true,
      ...request,
    });

  const repository = generatedRepositories();
  const generated = () => repository(root());

  for (const [kind, language] of CASES) {
    it(`of a ${kind} in ${language} is that of a repository of its own, in a folder`, async () => {
      await generated();
      const { files } = await add(language, { kind, flags: { name: "mails", language } });
      const added = status().filter((line) => line.startsWith("?? "));
      for (const line of added) {
        assert.match(line, /^\?\? (?:infra\/mails\/|tests\/infra\.mails\.test\.ts$|mails\/)/);
      }
      assert.equal(git(root(), "diff", "--numstat", "infra/index.ts"), "1\t0\tinfra/index.ts\n");
      const own = plannedTemplate(kind, { language });
      const program = [...own].filter(([path]) =>
        /^(?:src\/|service\/|tests\/(?!infra)|[\w.]+\.go$|go\.|requirements|Dockerfile|\.dockerignore)/.test(
          path,
        ),
      );
      assert.ok(program.length >= 5);
      for (const [path, text] of program) {
        assert.ok(files.includes(`mails/${path}`), path);
        // It knows itself by the name of its resources, and its path.
        const named = read(`mails/${path}`).replaceAll("orders-mails", "orders");
        assert.equal(named, text, path);
      }
      assert.match(read("infra/mails/image.ts"), /context: "\.\.\/mails",\n(?! {4}dockerfile)/);
      const { changes } = await upgrade({ directory: root(), package: "1.2.3", dryRun: true });
      assert.deepEqual(changes, []);
    });
  }

  it("follows every policy in all stacks, each in another language", async () => {
    await generated();
    await add("python");
    await add("go", { kind: "web-service", flags: { name: "shop", language: "go" } });
    await add("typescript", {
      kind: "backend-service",
      flags: { name: "prices", language: "typescript" },
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(root(), "node_modules"));
    for (const stack of ["dev", "staging", "prod"]) {
      const { policies } = await previewOffline({
        directory: join(root(), "infra"),
        stack,
        policyConfiguration: { profile: "hardened" },
        silent: true,
      });
      const stopping = policies.violations.filter(
        ({ enforcementLevel }) => enforcementLevel === "mandatory",
      );
      assert.deepEqual([stopping, policies.undetermined], [[], []], stack);
    }
  });

  it("has a package of its own in TypeScript, with what it needs and nothing that deploys", async () => {
    await generated();
    await add("typescript");
    const manifest = JSON.parse(read("mails/package.json")) as Record<string, object>;
    assert.deepEqual(Object.keys(manifest.scripts ?? {}), ["build", "start", "test"]);
    assert.deepEqual(Object.keys(manifest.dependencies ?? {}), ["@aws-sdk/client-sqs"]);
    assert.deepEqual(Object.keys(manifest.devDependencies ?? {}), ["@types/node", "typescript"]);
    const { packages } = JSON.parse(read("mails/package-lock.json")) as {
      packages: Record<string, { dev?: true; dependencies?: Record<string, string> }>;
    };
    assert.equal(packages["node_modules/slipway"], undefined);
    assert.equal(packages["node_modules/@aws-sdk/client-sqs"]?.dev, undefined);
    assert.equal(packages["node_modules/typescript"]?.dev, true);
    for (const { dependencies = {} } of Object.values(packages)) {
      for (const name of Object.keys(dependencies)) {
        assert.ok(
          Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)),
          name,
        );
      }
    }
  });

  it("comes into a repository that was there before, beside what is there", async () => {
    for (const [path, text] of Object.entries(OWN_CI)) folder.write(`orders/${path}`, text);
    const flags = { name: "orders" };
    await scaffold({ cwd: root(), directory: ".", flags, yes: true, package: "1.2.3" });
    commitAll(root());
    const { files, warnings, next } = await add("go");
    assert.ok(files.includes("mails/main.go") && files.includes("infra/mails/index.ts"));
    assert.ok(files.includes("infra/tests/infra.mails.test.ts"));
    assert.deepEqual(
      status().filter((line) => line.startsWith(" M ") && !/slipway|infra\//.test(line)),
      [],
    );
    assert.ok(warnings.some((text) => text.includes("'cd mails && go test ./...'")));
    assert.equal(next[0], "cd infra && npm test");
    const { changes } = await upgrade({ directory: root(), package: "1.2.3", dryRun: true });
    assert.deepEqual(changes, []);
  });

  const refused: readonly [string, Partial<AddRequest>, RegExp][] = [
    [
      "a Dockerfile beside it",
      { dockerfile: "Dockerfile" },
      /^'--language' must be none with '--dockerfile', which is the application, got "go"$/,
    ],
    ["a context beside it", { context: "." }, /^'--context' must be left out beside '--language'/],
    [
      "a language that there is not",
      { flags: { name: "mails", language: "rust" } },
      /^'--language' must be typescript or python or go or none for a worker, got "rust"; typescript/,
    ],
    [
      "a folder that is there",
      { flags: { name: "src", language: "go" } },
      /^'--name' must be free for the application's folder, and there is src already, got "src"; src-2 works$/,
    ],
  ];
  for (const [what, request, message] of refused) {
    it(`writes nothing after ${what}`, async () => {
      await generated();
      await assertRefused(add("go", request), message);
      assert.deepEqual(status(), []);
    });
  }
});
