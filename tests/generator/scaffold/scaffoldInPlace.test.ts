import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { CliError } from "../../../generator/cliError.js";
import type { Prompt } from "../../../generator/scaffold/ask.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import type { ScaffoldRequest } from "../../../generator/scaffold/scaffoldRequest.js";
import { assertRefused } from "./refused.js";
import { commit, git, MONOREPO, OWN_CI, type Repository, SUBFOLDER } from "./repositories.js";
import { signalAfterKill } from "./signalAfterKill.js";
import { scratchFolder, textsBelow } from "./scratchFolder.js";

const LAYOUTS: [string, Repository, Partial<ScaffoldRequest>, string | undefined][] = [
  ["a monorepo", MONOREPO, { dockerfile: "services/orders/Dockerfile" }, undefined],
  [
    "a monorepo's service that copies from its top",
    MONOREPO,
    { dockerfile: "services/pay/Dockerfile" },
    "new",
  ],
  ["a Dockerfile in a subfolder", SUBFOLDER, {}, "appended"],
  ["an application with its own CI", OWN_CI, {}, "new"],
];

describe("scaffold in a repository that was there before", () => {
  const folder = scratchFolder();
  const run = (request: Partial<ScaffoldRequest> = {}) =>
    scaffold({ cwd: folder.path, directory: ".", flags: { name: "shop" }, yes: true, ...request });
  const read = (path: string) => readFileSync(join(folder.path, path), "utf8");
  const status = () =>
    git(folder.path, "status", "--porcelain", "--untracked-files=all").split("\n").filter(Boolean);

  for (const [what, repository, request, ignoreFile] of LAYOUTS) {
    it(`only adds to ${what}`, async () => {
      commit(folder, repository);
      const { files, directory } = await run(request);
      assert.equal(directory, ".");
      const changed = ignoreFile === "appended" ? [".dockerignore"] : [];
      const added = files.filter((path) => !changed.includes(path));
      assert.deepEqual(
        status().sort(),
        [...changed.map((path) => ` M ${path}`), ...added.map((path) => `?? ${path}`)].sort(),
      );
      assert.equal(files.includes(".dockerignore"), ignoreFile !== undefined);
      // Lines are added and none is taken away, with the line end that the last one lacked.
      assert.equal(
        git(folder.path, "diff", "--ignore-space-at-eol", "--diff-filter=DRT", "--name-only"),
        "",
      );
      for (const path of added) {
        assert.match(path, /^(?:infra\/|\.github\/|\.slipway\.(?:base\.)?json$|\.dockerignore$)/);
      }
    });
  }

  it("appends one line to .dockerignore, and keeps what is there to the byte", async () => {
    commit(folder, SUBFOLDER);
    await run();
    assert.equal(read(".dockerignore"), "*.md\n.git\ninfra\n");
  });

  for (const [what, ignoreFile, text] of [
    ["ignored already", ".dockerignore", "*\n!src\n"],
    ["ignored by the Dockerfile's own file", "docker/Dockerfile.dockerignore", "infra/\n"],
  ] as const) {
    it(`leaves an ignore file alone by which the program is ${what}`, async () => {
      commit(folder, { ...SUBFOLDER, [ignoreFile]: text });
      const { files } = await run();
      assert.equal(
        files.some((path) => path.endsWith("dockerignore")),
        false,
      );
      assert.equal(read(ignoreFile), text);
    });
  }

  it("builds from where the Dockerfile builds", async () => {
    commit(folder, SUBFOLDER);
    const { warnings } = await run();
    const program = read("infra/index.ts");
    assert.match(
      read("infra/image.ts"),
      /^ {4}context: "\.\.",\n {4}dockerfile: "\.\.\/docker\/Dockerfile",$/m,
    );
    assert.match(program, /containerPort: 8080/);
    assert.match(program, /healthCheckPath: "\/ready"/);
    assert.deepEqual(warnings.slice(0, 2), [
      "docker/Dockerfile is used, the one Dockerfile of the repository",
      "docker/Dockerfile is built from the repository, since docker has nothing to copy but what builds the image; --context says another folder",
    ]);
  });

  it("builds a service of a monorepo from its own folder", async () => {
    commit(folder, MONOREPO);
    await run({ dockerfile: "services/orders/Dockerfile" });
    const program = read("infra/image.ts");
    assert.match(program, /^ {4}context: "\.\.\/services\/orders",$/m);
    assert.doesNotMatch(program, /dockerfile:/);
    const { updates } = parse(read(".github/dependabot.yml")) as {
      updates: { "package-ecosystem": string; directory: string }[];
    };
    assert.deepEqual(
      updates.map((update) => [update["package-ecosystem"], update.directory]),
      [
        ["npm", "/infra"],
        ["github-actions", "/"],
        ["docker", "/services/orders"],
      ],
    );
  });

  it("takes the folder that --context says", async () => {
    commit(folder, MONOREPO);
    await run({ dockerfile: "./services/orders/Dockerfile", context: "." });
    assert.match(
      read("infra/image.ts"),
      /context: "\.\.",\n {4}dockerfile: "\.\.\/services\/orders\/Dockerfile"/,
    );
  });

  it("is named after the folder", async () => {
    commit(folder, OWN_CI);
    const named = join(folder.path, "..", `2-Web_Shop-${process.pid}`);
    renameSync(folder.path, named);
    try {
      const { name } = await scaffold({ cwd: named, directory: ".", flags: {}, yes: true });
      assert.equal(name, `web-shop-${process.pid}`);
    } finally {
      renameSync(named, folder.path);
    }
  });

  it("runs its workflows in the program's folder, beside those that are there", async () => {
    commit(folder, OWN_CI);
    const { warnings } = await run();
    for (const name of ["infra-deploy-stack", "infra-preview-stack", "infra-test"]) {
      const workflow = parse(read(`.github/workflows/${name}.yml`)) as {
        defaults: object;
        jobs: Record<string, { steps?: { uses?: string; with?: object }[] }>;
      };
      assert.deepEqual(workflow.defaults, { run: { "working-directory": "infra" } });
      const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
      const setups = steps.filter(({ uses }) => uses?.startsWith("actions/setup-node@") === true);
      assert.ok(setups.length > 0);
      for (const { with: inputs } of setups) {
        const { cache, ...rest } = inputs as Record<string, string>;
        assert.equal(rest["node-version-file"], "infra/.node-version");
        if (cache !== undefined)
          assert.equal(rest["cache-dependency-path"], "infra/package-lock.json");
      }
    }
    for (const name of ["infra-deploy", "infra-preview"]) {
      const { jobs } = parse(read(`.github/workflows/${name}.yml`)) as {
        jobs: Record<string, { uses?: string }>;
      };
      const called = Object.values(jobs).flatMap(({ uses }) => uses ?? []);
      assert.ok(called.length > 3);
      for (const path of called) read(path);
    }
    assert.ok(warnings.some((text) => text.startsWith(".github/dependabot.yml is there")));
  });

  it("puts what its tools look for at the top there, and leaves a configuration of Renovate alone", async () => {
    commit(folder, { ...OWN_CI, "renovate.json": "{}" });
    const { files, warnings } = await run({ flags: { name: "shop", delivery: "gitlab" } });
    assert.ok(files.includes(".gitlab-ci.yml"));
    assert.ok(!files.some((path) => path.endsWith("renovate.json")));
    assert.equal(read("renovate.json"), "{}");
    assert.ok(warnings.some((text) => text.startsWith("renovate.json is there")));
    const { preview } = parse(read(".gitlab-ci.yml")) as { preview: { script: string[] } };
    assert.deepEqual(preview.script.slice(0, 2), ["cd infra", "npm ci"]);
  });

  it("says what it guessed", async () => {
    commit(folder, OWN_CI);
    const { warnings } = await run();
    for (const start of [
      "Dockerfile is used, the one Dockerfile",
      "Dockerfile has no USER",
      "Dockerfile has no HEALTHCHECK",
      "requests come with their whole path (/shop/*)",
    ]) {
      assert.ok(
        warnings.some((text) => text.startsWith(start)),
        `${start}\n${warnings.join("\n")}`,
      );
    }
  });

  it("says that git would not commit what it wrote", async () => {
    commit(folder, { ...OWN_CI, ".gitignore": "*.ts\n" });
    const { warnings } = await run();
    assert.ok(warnings.some((text) => text.startsWith("git ignores what was written")));
  });

  it("asks which Dockerfile it is", async () => {
    commit(folder, MONOREPO);
    const asked: Prompt[] = [];
    const ask = (prompt: Prompt) => {
      asked.push(prompt);
      return Promise.resolve(
        prompt.message.startsWith("Which Dockerfile") ? "services/pay/Dockerfile" : prompt.initial,
      );
    };
    await run({ yes: false, ask });
    const prompt = asked.find(({ message }) => message.startsWith("Which Dockerfile"));
    assert.ok(prompt);
    assert.equal(
      prompt.message,
      "Which Dockerfile is it: services/orders/Dockerfile, services/pay/Dockerfile?",
    );
    assert.deepEqual(
      [prompt.problem("services/pay/Dockerfile"), prompt.problem("Dockerfile")],
      [undefined, "must be one of services/orders/Dockerfile, services/pay/Dockerfile"],
    );
    assert.match(read("infra/image.ts"), /dockerfile: "\.\.\/services\/pay\/Dockerfile"/);
  });

  it("writes nothing in a dry run, and says what it would", async () => {
    commit(folder, SUBFOLDER);
    const { changes, files } = await run({ dryRun: true });
    assert.deepEqual(status(), []);
    assert.ok(changes);
    assert.deepEqual(changes.map(({ path }) => path).sort(), files);
    assert.equal(changes.find(({ path }) => path === ".dockerignore")?.before, "*.md\n.git");
  });

  const refused: [string, Repository, Partial<ScaffoldRequest>, RegExp][] = [
    [
      "no Dockerfile",
      { "a.js": "" },
      {},
      /^'--dockerfile' must be given, since the repository has none/,
    ],
    [
      "several Dockerfiles and nobody to choose",
      MONOREPO,
      {},
      /^'--dockerfile' must be given, since the repository has 2 \(services\/orders\/Dockerfile, services\/pay\/Dockerfile\); "services\/orders\/Dockerfile" works$/,
    ],
    [
      "a program that is there",
      { ...OWN_CI, "infra/main.tf": "" },
      {},
      /without infra, where the Pulumi program goes/,
    ],
    [
      "a second run",
      { ...OWN_CI, ".slipway.json": "{}" },
      {},
      /slipway upgrade takes a newer template$/,
    ],
    [
      "a workflow of our name",
      { ...OWN_CI, ".github/workflows/infra-deploy.yml": "{}" },
      {},
      /^'directory' must be a repository without "\.github\/workflows\/infra-deploy\.yml"/,
    ],
    [
      "a pipeline of GitLab that is there",
      { ...OWN_CI, ".gitlab-ci.yml": "stages: [test]\n" },
      { flags: { name: "shop", delivery: "gitlab" } },
      /without "\.gitlab-ci\.yml", .*; '--delivery' none works, .* or rename that file$/,
    ],
    [
      "a Dockerfile elsewhere",
      OWN_CI,
      { dockerfile: "../Dockerfile" },
      /^'--dockerfile' must be in the repository/,
    ],
    [
      "a context elsewhere",
      OWN_CI,
      { context: "/" },
      /^'--context' must be in the repository, got "\/"; "\." works$/,
    ],
    ["a context that is none", OWN_CI, { context: "app.py" }, /^'--context' must be a folder/],
    ["a context with code", OWN_CI, { context: '"; x' }, /^'--context' must be a path of letters/],
    [
      "Windows",
      { Dockerfile: "FROM mcr.microsoft.com/windows/nanoserver:1809" },
      {},
      /image of Linux/,
    ],
    ["UDP alone", { Dockerfile: "FROM scratch\nEXPOSE 53/udp" }, {}, /^'--port' must be given/],
    ["a wrong answer", OWN_CI, { flags: { name: "shop", port: "0" } }, /^'--port' must be/],
    [
      "a language",
      OWN_CI,
      { flags: { name: "shop", language: "go" } },
      /^'--language' must be none/,
    ],
  ];
  for (const [what, repository, request, message] of refused) {
    it(`writes nothing after ${what}`, async () => {
      commit(folder, repository);
      await assertRefused(run(request), message);
      assert.deepEqual(status(), []);
    });
  }

  for (const [what, link] of [
    ["infra", "infra"],
    [".github", ".github"],
    ["the manifest", ".slipway.json"],
  ] as const) {
    it(`follows no link in place of ${what}`, async () => {
      const outside = join(folder.path, "outside");
      mkdirSync(outside);
      folder.write("inside/Dockerfile", "FROM scratch\n");
      symlinkSync(
        link === ".slipway.json" ? "../outside/nowhere" : "../outside",
        join(folder.path, "inside", link),
      );
      const before = textsBelow(outside);
      await assert.rejects(run({ cwd: join(folder.path, "inside") }), CliError);
      assert.deepEqual(textsBelow(outside), before);
      assert.equal(existsSync(join(folder.path, "inside/.slipway-journal")), false);
    });
  }

  it("takes no Dockerfile that a link leads to outside", async () => {
    folder.write("outside/Dockerfile", "FROM scratch\n");
    folder.write("inside/a", "");
    symlinkSync("../outside", join(folder.path, "inside/docker"));
    await assert.rejects(
      run({ cwd: join(folder.path, "inside"), dockerfile: "docker/Dockerfile" }),
      /'--dockerfile' must be in the repository/,
    );
  });

  it("leaves all or nothing after a kill before each file, and the next run succeeds", async () => {
    commit(folder, SUBFOLDER);
    const before = folder.files();
    const { files } = await run({ dryRun: true });
    const killed = {
      file: "scaffold",
      call: "scaffold",
      request: { cwd: folder.path, directory: ".", flags: { name: "shop" }, yes: true },
    };
    // Two steps for each file, one to prepare and one to do it, and the last.
    for (const k of [
      1,
      files.length,
      files.length + 1,
      files.length + 5,
      2 * files.length,
      2 * files.length + 1,
    ]) {
      assert.equal(signalAfterKill(killed, k), "SIGKILL");
      await run({ dryRun: true });
      assert.deepEqual(folder.files(), before, `killed at step ${k}`);
      assert.deepEqual(status(), []);
    }
    await run();
    assert.ok(folder.files().includes("infra/index.ts"));
  });
});
