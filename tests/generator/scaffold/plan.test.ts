import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { checkAnswers } from "../../../generator/scaffold/checkAnswers.js";
import { loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import { plan, targetPath } from "../../../generator/scaffold/plan.js";
import { textsBelow } from "./scratchFolder.js";
import { ASKED, VALID_ANSWERS } from "./validAnswers.js";

const GOLDEN = join(packageRoot(), "tests/generator/scaffold/golden");
const template = loadTemplate(join(packageRoot(), "templates"), "web-service");
const own = { name: "slipway", version: "0.0.1", dependencies: {}, bin: { slipway: "cli.js" } };

function planned(change: Partial<Answers> = {}, dockerfileName?: string): Map<string, string> {
  return plan({
    answers: checkAnswers(
      {
        ...VALID_ANSWERS,
        ...(dockerfileName !== undefined && { language: "none" }),
        ...change,
      },
      ASKED,
    ),
    template,
    own,
    source: { spec: "file:../slipway", kind: "checkout" },
    ...(dockerfileName !== undefined && {
      layout: { inPlace: false, context: "app", dockerfile: `app/${dockerfileName}` },
    }),
  });
}

/** Compares with the files of a case; writes them instead when UPDATE_GOLDEN=1. */
function assertGolden(name: string, files: ReadonlyMap<string, string>): void {
  const folder = join(GOLDEN, name);
  // The lock file is data of npm's, and the manifest has its hash.
  const compared = [...files].filter(
    ([path]) => !/^(?:infra\/)?package-lock\.json$|^\.slipway\./.test(path),
  );
  if (process.env.UPDATE_GOLDEN === "1") {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, text] of compared) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  assert.deepEqual(Object.fromEntries(compared), textsBelow(folder));
}

interface Job {
  permissions: Record<string, string>;
  needs?: string;
  environment?: string;
  concurrency?: object;
  env?: object;
  steps: {
    uses?: string;
    run?: string;
    with?: Record<string, unknown>;
    env?: Record<string, string>;
  }[];
}

interface Workflow {
  on: object;
  permissions: object;
  jobs: Record<string, Job>;
}

function workflow(files: ReadonlyMap<string, string>, name: string): Workflow {
  return parse(files.get(`.github/workflows/${name}.yml`) ?? "") as Workflow;
}

describe("plan", () => {
  it("makes the default repository", () => {
    assertGolden("default", planned());
  });

  it("makes a repository with every answer given", () => {
    const answers: Partial<Answers> = {
      name: "pay-2",
      description: `Anna's "best": 100 % & more # not a comment`,
      port: 3000,
      healthCheckPath: "/pay/ready",
      path: "/*",
      organization: "acme",
      platformProject: "base.platform",
      architecture: "amd64",
      region: "us-gov-west-1",
      cpu: 1024,
      memory: 2048,
      accountId: "123456789012",
      repository: "acme/pay-2",
    };
    assertGolden("everyAnswer", planned(answers));
  });

  it("makes a repository around a Dockerfile that exists", () => {
    assertGolden("dockerfile", planned({}, "Dockerfile"));
  });

  it("makes what is missing of a repository that was there before", () => {
    const files = plan({
      answers: checkAnswers({ ...VALID_ANSWERS, language: "none" }, ASKED),
      template,
      own,
      source: { spec: "1.2.3", kind: "registry" },
      layout: { inPlace: true, context: ".", dockerfile: "docker/Dockerfile" },
    });
    assertGolden("inPlace", files);
    const manifest = JSON.parse(files.get(".slipway.json") ?? "") as Record<string, unknown>;
    const { inPlace, context, dockerfile } = manifest;
    assert.deepEqual(
      { inPlace, context, dockerfile },
      { inPlace: true, context: ".", dockerfile: "docker/Dockerfile" },
    );
  });

  it("names a Dockerfile that is not called so", () => {
    const index = planned({}, "Dockerfile.prod").get("infra/index.ts") ?? "";
    assert.match(index, /^ {2}dockerfile: "..\/app\/Dockerfile.prod",$/m);
    assert.doesNotMatch(planned({}, "Dockerfile").get("infra/index.ts") ?? "", /dockerfile:/);
  });

  it("leaves the template's application out where there is a Dockerfile", () => {
    const paths = [...planned({}, "Dockerfile").keys()];
    assert.deepEqual(
      paths.filter((path) => /^(?:src|Dockerfile|\.dockerignore)/.test(path)),
      [],
    );
  });

  it("makes the same files of the same answers, in order", () => {
    assert.deepEqual([...planned()], [...planned()]);
    assert.deepEqual([...planned().keys()], [...planned().keys()].sort());
  });

  it("writes down what it made, from what", () => {
    const files = planned();
    const manifest = JSON.parse(files.get(".slipway.json") ?? "") as Record<string, unknown>;
    const { template: name, ...answers } = VALID_ANSWERS;
    assert.equal(manifest.slipway, "0.0.1");
    assert.equal(manifest.template, name);
    assert.deepEqual(manifest.answers, answers);
    const hashes = [...files]
      .filter(([path]) => !path.startsWith(".slipway."))
      .map(([path, text]) => {
        return [path, createHash("sha256").update(text).digest("hex")];
      });
    assert.deepEqual(manifest.files, Object.fromEntries(hashes));
  });

  it("locks the versions of package.json", () => {
    const files = planned();
    const { devDependencies } = JSON.parse(files.get("package.json") ?? "") as Record<
      string,
      unknown
    >;
    const lock = JSON.parse(files.get("package-lock.json") ?? "") as {
      packages: Record<string, Record<string, unknown>>;
    };
    assert.deepEqual(lock.packages[""]?.devDependencies, devDependencies);
    assert.equal(lock.packages["node_modules/slipway"]?.resolved, "file:../slipway");
  });

  it("keeps any description as it is, in files that still parse", () => {
    const description = fc
      .string({
        unit: fc.constantFrom(...Array.from("aé \"'$&*#:-!%@,?|[]()/;=~^+.")),
        minLength: 1,
        maxLength: 40,
      })
      .filter((text) => !/:\/\/[^\s/:]+:[^\s@]+@/.test(text));
    fc.assert(
      fc.property(description, (text) => {
        const files = planned({ description: text });
        assert.equal(
          (JSON.parse(files.get("package.json") ?? "") as { description: string }).description,
          text,
        );
        assert.equal(
          (parse(files.get("infra/Pulumi.yaml") ?? "") as { description: string }).description,
          text,
        );
      }),
      { numRuns: 25 },
    );
  });

  it("refuses a template that renders what does not parse", () => {
    const broken = {
      ...template,
      parts: template.parts.map((part) => ({
        ...part,
        files: new Map(
          [...part.files].map(([path, text]) => {
            return [path, path === "infra/index.ts.hbs" ? "const = {{ts name}};" : text] as const;
          }),
        ),
      })),
    };
    const source = { spec: "1.0.0", kind: "registry" } as const;
    assert.throws(
      () => plan({ answers: VALID_ANSWERS, template: broken, own, source }),
      /the template renders an invalid infra\/index\.ts: /,
    );
  });
});

describe("the generated workflows", () => {
  const files = planned({ accountId: "123456789012" });
  for (const name of ["preview", "deploy"]) {
    const { permissions, jobs } = workflow(files, name);

    it(`${name}: nothing is permitted but what a job needs`, () => {
      assert.deepEqual(permissions, {});
      for (const job of Object.values(jobs)) {
        const usesAws = job.steps.some(({ uses }) => uses?.startsWith("aws-actions/") === true);
        const needed = usesAws ? { contents: "read", "id-token": "write" } : { contents: "read" };
        assert.deepEqual(job.permissions, needed);
      }
    });

    it(`${name}: every action is pinned to a commit, and keeps no credentials`, () => {
      for (const { uses, with: inputs } of Object.values(jobs).flatMap((job) => job.steps)) {
        if (uses === undefined) continue;
        assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        if (uses.startsWith("actions/checkout@"))
          assert.deepEqual(inputs, { "persist-credentials": false });
      }
    });

    it(`${name}: no command holds an expression`, () => {
      const commands = Object.values(jobs).flatMap((job) => job.steps.map(({ run }) => run ?? ""));
      assert.equal(
        commands.some((command) => command.includes("${{")),
        false,
      );
    });

    it(`${name}: one run of a stack at a time, and none is cancelled`, () => {
      const groups = Object.values(jobs)
        .map(({ concurrency }) => concurrency)
        .filter(Boolean);
      assert.ok(groups.length > 0);
      for (const group of groups)
        assert.equal((group as { "cancel-in-progress": boolean })["cancel-in-progress"], false);
    });
  }

  for (const name of ["preview", "deploy"]) {
    const { jobs } = workflow(files, name);

    it(`${name}: secrets and identities are only in jobs of an environment, and for one step`, () => {
      const withSecrets = Object.values(jobs).filter((job) =>
        /secrets\.|id-token/.test(JSON.stringify(job)),
      );
      assert.ok(withSecrets.length > 0);
      for (const { environment, env, steps } of withSecrets) {
        assert.ok(environment !== undefined);
        assert.equal(env, undefined);
        const holders = steps.filter((step) => JSON.stringify(step).includes("secrets."));
        assert.deepEqual(
          holders.map(({ run = "" }) => /^(?:pulumi preview|npm run up) /.exec(run) !== null),
          [true],
        );
      }
    });
  }

  it("preview: a request gets nothing that deploys", () => {
    const { jobs } = workflow(files, "preview");
    const deploying = Object.values(workflow(files, "deploy").jobs).map((job) => job.environment);
    const { test, preview } = jobs;
    assert.equal(test?.environment, undefined);
    assert.equal(preview?.environment, "preview-${{ matrix.stack }}");
    assert.ok(!deploying.some((name) => name?.startsWith("preview-")));
    const text = files.get(".github/workflows/preview.yml") ?? "";
    assert.doesNotMatch(text, /secrets\.PULUMI_ACCESS_TOKEN|DEPLOY_ROLE|role\/orders-deploy/);
  });

  it("the read role trusts environments, and no subject that every branch has", () => {
    const text = files.get("README.md") ?? "";
    assert.match(text, /environment:preview-dev`, `…:preview-staging`, `…:preview-prod`/);
    assert.doesNotMatch(text, /:pull_request`/);
  });

  it("deploy: each stack comes after the one before it, with its own environment", () => {
    const { jobs } = workflow(files, "deploy");
    const order = Object.entries(jobs).map(([name, { needs, environment }]) => [
      name,
      needs,
      environment,
    ]);
    assert.deepEqual(order, [
      ["test", undefined, undefined],
      ["dev", "test", "dev"],
      ["staging", "dev", "staging"],
      ["prod", "staging", "prod"],
    ]);
  });

  it("read the role from a variable where no account is given", () => {
    const text = planned().get(".github/workflows/deploy.yml") ?? "";
    assert.match(text, /role-to-assume: \$\{\{ vars\.AWS_DEPLOY_ROLE_ARN \}\}/);
    assert.match(
      files.get(".github/workflows/deploy.yml") ?? "",
      /role-to-assume: arn:aws:iam::123456789012:role\/orders-deploy/,
    );
  });

  it("sign in where the Region is", () => {
    const roles = (region: string) =>
      planned({ region, accountId: "123456789012" }).get(".github/workflows/preview.yml") ?? "";
    assert.match(roles("cn-north-1"), /arn:aws-cn:iam/);
    assert.match(roles("us-gov-west-1"), /arn:aws-us-gov:iam/);
  });
});

describe("targetPath", () => {
  for (const [stored, path] of [
    ["_gitignore", ".gitignore"],
    ["_github/workflows/deploy.yml.hbs", ".github/workflows/deploy.yml"],
    ["infra/_a_b.ts.hbs", "infra/.a_b.ts"],
    ["src/app.mts", "src/app.mts"],
  ] as const) {
    it(`puts ${stored} to ${path}`, () => {
      assert.equal(targetPath(stored), path);
    });
  }
});

describe("packageRoot", () => {
  it("is the folder of this package", () => {
    const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
      name: string;
    };
    assert.equal(manifest.name, "slipway");
  });
});
