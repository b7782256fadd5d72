import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";

import { addService } from "../../../generator/scaffold/addService.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import { scratchFolder } from "./scratchFolder.js";

interface Step {
  name?: string;
  run?: string;
}

interface Job {
  script: string[];
  variables?: Record<string, string>;
  rules?: { exists?: string[] }[];
}

/** Says where it was called with what, makes what `python3 -m venv` makes, and fails where FAILS names its folder. */
const TOOL = `#!/bin/bash
echo "$(basename "$PWD")> $(basename "$0") $*" >> "$LOG"
if [ "$2" = venv ]; then mkdir -p .venv/bin && cp "$0" .venv/bin/pip && cp "$0" .venv/bin/python; fi
[ "$(basename "$PWD")" != "$FAILS" ]
`;
const LANGUAGES = { pages: "typescript", mails: "python", bills: "go" } as const;
const IMAGES = Object.keys(LANGUAGES).map(
  (name) => `orders> docker build --file ${name}/Dockerfile ${name}`,
);
const OWN_IMAGE = "orders> docker build --file docker/own.Dockerfile .";

describe("pull requests of a repository with added services", () => {
  const folder = scratchFolder();
  const root = () => join(folder.path, "orders");
  const log = () => join(folder.path, "log");
  beforeEach(() => {
    for (const tool of ["npm", "docker", "go", "python3"]) {
      writeFileSync(join(folder.path, tool), TOOL, { mode: 0o755 });
    }
  });

  /** A repository of whose services three have a generated application, and one a Dockerfile of its own. */
  async function repository(delivery: string, inPlace = false): Promise<string[]> {
    rmSync(root(), { recursive: true, force: true });
    const flags = { name: "orders", delivery };
    const request = { flags, yes: true, package: "1.2.3" };
    const dockerfile = "docker/own.Dockerfile";
    const write = () => folder.write(`orders/${dockerfile}`, "FROM scratch\nUSER 65532\n");
    if (inPlace) {
      write();
      await scaffold({ ...request, cwd: root(), directory: ".", dockerfile });
    } else {
      await scaffold({ ...request, cwd: folder.path, directory: "orders" });
      write();
    }
    const services: readonly Record<string, string>[] = [
      ...Object.entries(LANGUAGES).map(([name, language]) => ({ name, language })),
      { name: "nightly" },
    ];
    const warnings: string[] = [];
    for (const each of services) {
      const added = await addService({
        kind: "worker",
        directory: root(),
        flags: each,
        ...(each.language === undefined && { dockerfile, context: "." }),
        yes: true,
      });
      warnings.push(...added.warnings);
    }
    return warnings;
  }

  /** Runs a script as a pipeline does, and gives what it called. */
  function run(script: string, environment: Record<string, string> = {}, shell = "bash") {
    rmSync(log(), { force: true });
    const options = shell === "bash" ? ["-eo", "pipefail", "-c"] : ["-ec"];
    const { status, stderr } = spawnSync(shell, [...options, script], {
      cwd: root(),
      encoding: "utf8",
      // With a socket for its input, bash would read what a login shell does.
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: `${folder.path}${delimiter}${process.env.PATH ?? ""}`,
        LOG: log(),
        RUNNER_TEMP: folder.path,
        CI_PROJECT_DIR: root(),
        ...environment,
      },
    });
    const calls = existsSync(log()) ? readFileSync(log(), "utf8").trim().split("\n") : [];
    return { status, stderr, calls };
  }

  function githubStep(file: string): string {
    const text = readFileSync(join(root(), ".github/workflows", file), "utf8");
    const { jobs } = parse(text) as { jobs: { test: { steps: Step[] } } };
    const step = jobs.test.steps.find(({ name }) => name === "Test and build what was added");
    return step?.run ?? assert.fail(`${file} has no step for them`);
  }

  for (const inPlace of [false, true]) {
    it(`GitHub tests and builds each${inPlace ? ", in a repository that was there" : ""}`, async () => {
      const warnings = await repository("github", inPlace);
      assert.doesNotMatch(warnings.join("\n"), /slipway upgrade brings what does it/);
      const { status, stderr, calls } = run(githubStep(inPlace ? "infra-test.yml" : "test.yml"));
      assert.equal(status, 0, stderr);
      const [pages, mails, bills] = IMAGES;
      assert.deepEqual(calls, [
        ...["pages> npm ci", "pages> npm test", pages],
        "mails> python3 -m venv .venv",
        "mails> pip install --require-hashes -r requirements.txt",
        ...["mails> python -m unittest", mails],
        ...["bills> go test ./...", bills],
        OWN_IMAGE,
      ]);
    });
  }

  it("GitHub stops at the first whose tests fail, and has nothing to do where nothing was added", async () => {
    await repository("github");
    for (const FAILS of Object.keys(LANGUAGES)) {
      const { status, calls } = run(githubStep("test.yml"), { FAILS });
      assert.equal(status, 1, FAILS);
      assert.ok(calls.at(-1)?.startsWith(`${FAILS}> `), FAILS);
    }
    writeFileSync(join(root(), ".slipway.json"), "{}");
    assert.deepEqual(run(githubStep("test.yml")), { status: 0, stderr: "", calls: [] });
  });

  it("GitLab tests each in the image of its language, and builds all", async () => {
    const warnings = await repository("gitlab");
    assert.doesNotMatch(warnings.join("\n"), /slipway upgrade brings what does it/);
    const text = readFileSync(join(root(), ".gitlab-ci.yml"), "utf8");
    const jobs = parse(text) as Record<string, Job>;
    const script = (name: string) => jobs[name]?.script.join("\n") ?? assert.fail(name);
    assert.equal(run(script("test")).status, 0);
    // Docker's image has no bash.
    const build = run(script("build added images"), {}, "sh");
    assert.deepEqual(build, { status: 0, stderr: "", calls: [...IMAGES, OWN_IMAGE] });
    const expected = {
      pages: ["pages> npm ci", "pages> npm test"],
      mails: [
        "mails> pip install --require-hashes -r requirements.txt",
        "mails> python3 -m unittest",
      ],
      bills: ["bills> go test ./..."],
    };
    // What the image of Python has.
    writeFileSync(join(folder.path, "pip"), TOOL, { mode: 0o755 });
    for (const [name, language] of Object.entries(LANGUAGES)) {
      const { variables = {}, rules } = jobs[`test added ${language}`] ?? {};
      const tested = run(script(".test added"), variables);
      assert.deepEqual(tested, { status: 0, stderr: "", calls: expected[name as "pages"] });
      assert.equal(run(script(".test added"), { ...variables, FAILS: name }).status, 1, name);
      const [glob = ""] = rules?.[0]?.exists ?? [];
      const pattern = new RegExp(`^${glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`);
      assert.ok(
        addedFiles(name).some((path) => pattern.test(path)),
        glob,
      );
    }
  });

  function addedFiles(name: string): string[] {
    const text = readFileSync(join(root(), ".slipway.json"), "utf8");
    const { files } = JSON.parse(text) as { files: Record<string, string> };
    return Object.keys(files).filter((path) => path.startsWith(`${name}/`));
  }

  it("Dependabot is told of each, and the next upgrade has nothing to do", async () => {
    const path = join(root(), ".github/dependabot.yml");
    const directories = (ecosystem: string) => {
      const { updates } = parse(readFileSync(path, "utf8")) as {
        updates: Record<string, string>[];
      };
      const found = updates.filter((each) => each["package-ecosystem"] === ecosystem);
      return found.map((each) => each.directory ?? each.directories);
    };
    const notes = await repository("github");
    assert.doesNotMatch(notes.join("\n"), /renews/);
    assert.deepEqual(directories("pip"), ["/mails"]);
    assert.deepEqual(directories("gomod"), ["/bills"]);
    assert.deepEqual(directories("docker"), [["/", "/*"]]);
    const { changes } = await upgrade({ directory: root(), dryRun: true });
    assert.ok(!changes.some((change) => change.path === ".github/dependabot.yml"));
    await repository("github", true);
    assert.deepEqual(directories("docker"), ["/docker", "/pages", "/mails", "/bills"]);
    assert.deepEqual(directories("npm"), ["/infra", "/pages"]);
  });

  it("Renovate is told of packages by pip-compile, or it is said", async () => {
    assert.doesNotMatch((await repository("gitlab")).join("\n"), /renews/);
    const renovate = readFileSync(join(root(), "renovate.json"), "utf8");
    assert.match(renovate, /"pip-compile": \{ "managerFilePatterns"/);
    const notes = (await repository("gitlab", true)).filter((note) => note.includes("renews"));
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? "", /^renovate\.json renews each line of mails\/requirements\.txt/);
  });

  for (const [text, said] of [
    ["updates:\n  - a: [\n", /has no list 'updates', and so renews nothing of bills/],
    ["updates: none\n", /has no list 'updates'/],
    ["", /has no list 'updates'/],
    ["updates: [null]\n", undefined],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for Dependabot's file`, async () => {
      const flags = { name: "orders" };
      const request = { cwd: folder.path, directory: "orders", flags, yes: true };
      await scaffold({ ...request, package: "1.2.3" });
      folder.write("orders/.github/dependabot.yml", text);
      const { warnings } = await addService({
        kind: "scheduled-job",
        directory: root(),
        flags: { name: "bills", language: "go" },
        yes: true,
      });
      if (said === undefined) assert.doesNotMatch(warnings.join("\n"), /dependabot/);
      else assert.match(warnings.join("\n"), said);
      const after = readFileSync(join(root(), ".github/dependabot.yml"), "utf8");
      if (said === undefined) assert.match(after, /directory: \/bills\n/);
      else assert.equal(after, text);
    });
  }

  it("say what a file of Dependabot's of the user's own does not renew, and leave it alone", async () => {
    const own = "version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n";
    folder.write("orders/.github/dependabot.yml", own);
    folder.write("orders/Dockerfile", "FROM scratch\nUSER 65532\n");
    const request = { flags: { name: "orders" }, yes: true, package: "1.2.3" };
    await scaffold({ ...request, cwd: root(), directory: "." });
    const { warnings } = await addService({
      kind: "worker",
      directory: root(),
      flags: { name: "mails", language: "python" },
      yes: true,
    });
    const said =
      ".github/dependabot.yml renews nothing of docker in /mails and pip in /mails: an entry for each does";
    assert.ok(warnings.includes(said), warnings.join("\n"));
    assert.equal(readFileSync(join(root(), ".github/dependabot.yml"), "utf8"), own);
  });

  it("say so where the pipeline is of an earlier template", async () => {
    for (const [delivery, path] of [
      ["github", ".github/workflows/test.yml"],
      ["gitlab", ".gitlab-ci.yml"],
    ] as const) {
      const name = `of-${delivery}`;
      const flags = { name, delivery };
      await scaffold({ cwd: folder.path, directory: name, flags, yes: true, package: "1.2.3" });
      folder.write(`${name}/${path}`, "on: push\n");
      const { warnings } = await addService({
        kind: "worker",
        directory: join(folder.path, name),
        flags: { name: "mails", language: "go" },
        yes: true,
      });
      const note = `${path} tests and builds ${name} alone, and mails is built where dev is deployed`;
      assert.ok(
        warnings.some((warning) => warning.startsWith(note)),
        warnings.join("\n"),
      );
    }
  });
});
