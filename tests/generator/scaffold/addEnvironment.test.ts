import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import {
  addEnvironment,
  type EnvironmentRequest,
} from "../../../generator/scaffold/addEnvironment.js";
import { addService } from "../../../generator/scaffold/addService.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import { withoutSecrets } from "../../../generator/scaffold/stackSecrets.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import { assertRefused } from "./refused.js";
import { generatedRepositories } from "./generatedRepository.js";
import { commitAll, git, SUBFOLDER } from "./repositories.js";
import { signalAfterKill } from "./signalAfterKill.js";
import { scratchFolder, textsBelow } from "./scratchFolder.js";

interface Job {
  needs?: string | string[];
  with?: { stack: string };
  steps?: { run?: string }[];
}

describe("addEnvironment", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  const root = () => join(folder.path, "orders");
  const read = (path: string) => readFileSync(join(root(), path), "utf8");
  const write = (path: string, text: string) => {
    writeFileSync(join(root(), path), text);
  };
  const status = () =>
    git(root(), "status", "--porcelain", "--untracked-files=all").split("\n").filter(Boolean);
  const add = (request: Partial<EnvironmentRequest> = {}) =>
    addEnvironment({ directory: root(), stack: "qa", ...request });
  const jobsOf = (path: string) => (parse(read(path)) as { jobs: Record<string, Job> }).jobs;

  const repository = generatedRepositories();
  const generated = (flags?: Readonly<Record<string, string>>) => repository(root(), flags);

  async function assertUpgraded(): Promise<void> {
    const { changes } = await upgrade({ directory: root(), package: "1.2.3", dryRun: true });
    assert.deepEqual(changes, []);
  }

  it("adds a stack like staging to all that lists stacks, deployed before prod", async () => {
    await generated();
    const { files, warnings } = await add();
    assert.deepEqual(status().sort(), [
      " M .github/workflows/deploy.yml",
      " M .github/workflows/preview.yml",
      " M .slipway.base.json",
      " M .slipway.json",
      " M AGENTS.md",
      " M README.md",
      " M docs/delivery.md",
      " M tests/infra.test.ts",
      "?? infra/Pulumi.qa.yaml",
    ]);
    assert.equal(files.length, 9);
    assert.equal(read("infra/Pulumi.qa.yaml"), read("infra/Pulumi.staging.yaml"));
    const deploy = jobsOf(".github/workflows/deploy.yml");
    assert.deepEqual(
      Object.entries(deploy).map(([job, { needs }]) => [job, needs]),
      [
        ["test", undefined],
        ["dev", "test"],
        ["staging", "dev"],
        ["qa", "staging"],
        ["prod", "qa"],
      ],
    );
    assert.equal(deploy.qa?.with?.stack, "qa");
    const preview = jobsOf(".github/workflows/preview.yml");
    assert.deepEqual(preview.comment?.needs, ["dev", "staging", "qa", "prod"]);
    assert.match(read("tests/infra.test.ts"), /\["dev", "staging", "qa", "prod"\]/);
    assert.match(read("docs/delivery.md"), /`…:preview-qa`/);
    assert.match(warnings.join("\n"), /the platform needs a stack qa as well/);
    await assertUpgraded();
  });

  it("has every stack in the comment on a pull request", async () => {
    await generated();
    await add();
    const run = jobsOf(".github/workflows/preview.yml").comment?.steps?.[0]?.run ?? "";
    const writing = run.slice(0, run.indexOf("id=$(gh"));
    const { status: code, stderr } = spawnSync("bash", ["-eu", "-c", writing], {
      encoding: "utf8",
      env: {
        ...process.env,
        RUNNER_TEMP: folder.path,
        TEXT_dev: "of dev",
        REPORT_qa: "## slipway: qa",
      },
    });
    assert.equal(code, 0, stderr);
    const comment = readFileSync(join(folder.path, "comment.md"), "utf8");
    const headings = ["dev", "staging", "qa", "prod"].map((stack) => `## slipway: ${stack}`);
    assert.deepEqual(comment.match(/^## .*$/gm), headings);
    assert.match(comment, /do with dev<\/summary>\n\n````text\nof dev\n````/);
    assert.match(
      comment,
      /do with qa<\/summary>\n\n````text\nThere is no preview: see the checks\.\n````/,
    );
  });

  it("adds to GitLab's pipeline", async () => {
    await generated({ delivery: "gitlab" });
    const { warnings } = await add();
    const pipeline = parse(read(".gitlab-ci.yml")) as Record<string, unknown> & {
      preview: { parallel: { matrix: unknown }; artifacts: { paths: string[] } };
    };
    assert.deepEqual(pipeline.stages, ["test", "preview", "dev", "staging", "qa", "prod"]);
    assert.deepEqual(pipeline["deploy qa"], {
      extends: ".deploy",
      stage: "qa",
      variables: { STACK: "qa" },
    });
    assert.deepEqual(pipeline.preview.parallel.matrix, [
      { STACK: ["dev", "staging", "qa", "prod"] },
    ]);
    assert.ok(pipeline.preview.artifacts.paths.includes("preview-qa.txt"));
    assert.ok(!warnings.some((text) => text.includes("GitHub")));
    await assertUpgraded();
  });

  it("gives a platform's stack addresses and a domain of its own, and lets its pipelines in", async () => {
    await generated({ template: "platform", domain: "api.example.com", zoneId: "Z0123456789ABC" });
    await add();
    await add({ stack: "perf" });
    const settings = ["dev", "staging", "prod", "qa", "perf"].map(
      (stack) =>
        (parse(read(`infra/Pulumi.${stack}.yaml`)) as { config: Record<string, string> }).config,
    );
    for (const key of ["orders:cidrBlock", "orders:domain"]) {
      assert.equal(new Set(settings.map((config) => config[key])).size, 5, key);
    }
    assert.equal(settings[3]?.["orders:domain"], "qa.api.example.com");
    assert.match(
      read("bootstrap/identityProvider.ts"),
      /\["dev", "staging", "qa", "perf", "prod"\]\.map/,
    );
    await assertUpgraded();
  });

  it("adds to a repository that was there before, and has services that were added", async () => {
    for (const [path, text] of Object.entries(SUBFOLDER)) folder.write(`orders/${path}`, text);
    await scaffold({
      cwd: root(),
      directory: ".",
      flags: { name: "orders" },
      yes: true,
      package: "1.2.3",
    });
    commitAll(root());
    const dockerfile = "docker/Dockerfile";
    const flags = { name: "mails" };
    await addService({ kind: "worker", directory: root(), flags, dockerfile, yes: true });
    await add();
    await addService({
      kind: "worker",
      directory: root(),
      flags: { name: "more" },
      dockerfile,
      yes: true,
    });
    assert.ok("qa" in jobsOf(".github/workflows/infra-deploy.yml"));
    assert.match(read("infra/tests/infra.test.ts"), /"qa"/);
    await assertUpgraded();
  });

  it("takes what somebody has made of staging, and merges what somebody has edited", async () => {
    await generated();
    write(
      "infra/Pulumi.staging.yaml",
      `${read("infra/Pulumi.staging.yaml")}  orders:cpu2: 1 # mine\n`,
    );
    write("tests/infra.test.ts", `// mine\n${read("tests/infra.test.ts")}`);
    rmSync(join(root(), "README.md"));
    const { files } = await add();
    assert.match(read("infra/Pulumi.qa.yaml"), /orders:cpu2: 1 # mine\n$/);
    assert.match(read("tests/infra.test.ts"), /^\/\/ mine\n[^]*"qa"/);
    assert.ok(!files.includes("README.md"));
  });

  it("leaves alone what somebody has edited where the stacks are, and says so", async () => {
    await generated();
    const own = read("tests/infra.test.ts").replace('"dev", "staging", "prod"', '"dev", "live"');
    write("tests/infra.test.ts", own);
    const { warnings, files } = await add();
    assert.equal(read("tests/infra.test.ts"), own);
    assert.ok(!files.includes("tests/infra.test.ts"));
    assert.ok(warnings.some((text) => text.startsWith("tests/infra.test.ts stays as it is")));
    await assertUpgraded();
  });

  it("copies no secret of staging, and says which there were", async () => {
    await generated();
    write(
      "infra/Pulumi.staging.yaml",
      `encryptionsalt: v1:abc\n${read("infra/Pulumi.staging.yaml")}  orders:token:\n    secure: v1:xyz\n  orders:platformStack: acme/platform/staging\n`,
    );
    const { warnings } = await add();
    const text = read("infra/Pulumi.qa.yaml");
    assert.doesNotMatch(text, /secure|encryptionsalt|token/);
    assert.match(text, /orders:cpu: 256/);
    assert.match(warnings.join("\n"), /^orders:token is a secret of staging/m);
    assert.match(warnings.join("\n"), /names the platform's stack of staging/);
  });

  it("asks for the name", async () => {
    await generated();
    const { name } = await add({
      stack: undefined,
      ask: ({ message, initial, problem }) => {
        assert.equal(message, "What is it called?");
        assert.equal(problem("prod"), "must be free, and there is a stack of this name already");
        return Promise.resolve(initial);
      },
    });
    assert.equal(name, "qa");
  });

  it("writes nothing in a dry run, and says what it would", async () => {
    await generated();
    const { changes, files } = await add({ dryRun: true });
    assert.deepEqual(status(), []);
    assert.deepEqual(changes?.map(({ path }) => path).sort(), files);
  });

  it("leaves all or nothing after a kill before each file, and the next run succeeds", async () => {
    await generated();
    const { files } = await add({ dryRun: true });
    const killed = {
      file: "addEnvironment",
      call: "addEnvironment",
      request: { directory: root(), stack: "qa" },
    };
    for (const k of [
      1,
      files.length + 1,
      files.length + 4,
      2 * files.length,
      2 * files.length + 1,
    ]) {
      assert.equal(signalAfterKill(killed, k), "SIGKILL");
      await add({ dryRun: true });
      assert.deepEqual(status(), [], `killed at step ${k}`);
    }
    await add();
    assert.equal(status().length, files.length);
  });

  const refused: readonly [string, () => unknown, Partial<EnvironmentRequest>, RegExp][] = [
    [
      "a stack that is there",
      () => undefined,
      { stack: "prod" },
      /^'--name' must be free, .*, got "prod"; qa works$/,
    ],
    ["the same again", () => add(), {}, /^'--name' must be free, .*, got "qa"; perf works$/],
    [
      "a file of a stack",
      () => {
        write("infra/Pulumi.qa.yaml", "");
      },
      {},
      /^'--name' must be free/,
    ],
    [
      "a name that is a path",
      () => undefined,
      { stack: "../x" },
      /^'--name' must be 2 to 20 lower-case letters and digits/,
    ],
    ["a name with a hyphen", () => undefined, { stack: "qa-1" }, /^'--name' must be 2 to 20/],
    [
      "a word of YAML",
      () => undefined,
      { stack: "yes" },
      /^'--name' must be no word that pipelines or YAML/,
    ],
    [
      "a job of pipelines",
      () => undefined,
      { stack: "comment" },
      /^'--name' must be no word that pipelines/,
    ],
    [
      "no name",
      () => undefined,
      { stack: undefined },
      /^'--name' is missing: name the stack; slipway add environment qa works$/,
    ],
    [
      "a folder that is not there",
      () => undefined,
      { directory: "/no/such" },
      /^'directory' must be a folder that exists/,
    ],
    [
      "no records",
      () => {
        rmSync(join(root(), ".slipway.json"));
      },
      {},
      /slipway new makes one$/,
    ],
    [
      "another version",
      () => {
        write(
          ".slipway.json",
          read(".slipway.json").replace(/"slipway": "[^"]+"/, '"slipway": "0.0.1"'),
        );
      },
      {},
      /got one of slipway 0\.0\.1 under .*; slipway upgrade brings it there$/,
    ],
    [
      "a record of a stack that is a path",
      () => {
        write(
          ".slipway.json",
          read(".slipway.json").replace('"files"', '"environments": ["../x"],\n  "files"'),
        );
      },
      {},
      /\/environments\/0 must match/,
    ],
  ];
  for (const [what, prepare, request, message] of refused) {
    it(`writes nothing after ${what}`, async () => {
      await generated();
      await prepare();
      const before = textsBelow(root());
      await assertRefused(add(request), message);
      assert.deepEqual(textsBelow(root()), before);
    });
  }
});

describe("withoutSecrets", () => {
  for (const text of ["config:\n    a:b:   1 # as it is\n", "", "config:\n  a:b: { c: 1 }\n"]) {
    it(`leaves ${JSON.stringify(text)} to the byte`, () => {
      assert.deepEqual(withoutSecrets(text), { text, secrets: [] });
    });
  }

  it("takes away keys and what they encrypt, with all comments on the rest", () => {
    const { text, secrets } = withoutSecrets(
      "# mine\nsecretsprovider: awskms://x\nencryptedkey: abc\nconfig:\n  # cheap\n  a:cpu: 1\n  a:key:\n    secure: x\n",
    );
    assert.equal(text.replace("# mine\n", ""), "config:\n  # cheap\n  a:cpu: 1\n");
    assert.deepEqual(secrets, ["a:key"]);
  });
});
