import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { transform } from "sucrase";
import { parse } from "yaml";

import { CliError } from "../../../generator/cliError.js";
import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { addService } from "../../../generator/scaffold/addService.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { checkAnswers } from "../../../generator/scaffold/checkAnswers.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import { warmPreview } from "../../support/warmPreview.js";
import { MAKING } from "./makingActions.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { SUBFOLDER } from "./repositories.js";
import { scratchFolder } from "./scratchFolder.js";
import { ASKED, VALID_ANSWERS } from "./validAnswers.js";

const previewOffline = warmPreview();
const REVIEWED = { reviewEnvironments: "yes" } as const;
const reviewed = (change: Partial<Answers> = {}) =>
  plannedTemplate("web-service", { ...REVIEWED, ...change });

interface Review {
  name: string;
  path: string;
  priority: number;
  urlRewrite: { regex: string; replace: string };
}

class RunError extends Error {}

/** The function of a generated repository, with that part of Pulumi that it uses. */
function reviewOf(change: Partial<Answers> = {}): (stack: string) => Review {
  const source = reviewed(change).get("review/reviewOf.ts") ?? "";
  const { code } = transform(source, { transforms: ["typescript", "imports"] });
  const exported = {} as { reviewOf: (stack: string) => Review };
  const load = compileFunction(code, ["exports", "require"]) as (...words: unknown[]) => void;
  load(exported, () => ({ RunError }));
  return exported.reviewOf;
}

const ROUTES: readonly Partial<Answers>[] = [
  {},
  { path: "/*" },
  { path: "/api/v1.0/*", urlRewrite: "strip-prefix" },
  { host: "orders.example.com", path: "/*" },
  { language: "none", delivery: "gitlab" },
];

describe("the review environment of a request", () => {
  for (const change of ROUTES) {
    it(`has a rule of its own with ${JSON.stringify(change)}`, () => {
      const of = reviewOf(change);
      const [, dev = "0"] =
        /DEV_PRIORITY = (\d+)/.exec(reviewed(change).get("review/reviewOf.ts") ?? "") ?? [];
      // Whatever number a repository has come to: no two of as many as there are priorities meet.
      for (const start of [1, 4321, 9_990_001]) {
        const all = Array.from({ length: 9_999 }, (_, i) => of(`pr-${start + i}`));
        const priorities = new Set(all.map(({ priority }) => priority));
        assert.equal(priorities.size, 9_999);
        assert.ok(!priorities.has(Number(dev)));
        assert.ok(Math.min(...priorities) >= 20_001 && Math.max(...priorities) <= 30_000);
        assert.equal(new Set(all.map(({ name }) => name)).size, 9_999);
        assert.equal(new Set(all.map(({ path }) => path)).size, 9_999);
      }
    });

    it(`shows the program the paths of dev with ${JSON.stringify(change)}`, () => {
      const { path, urlRewrite } = reviewOf(change)("pr-7");
      const seen = path
        .replace("*", "a/b")
        .replace(new RegExp(urlRewrite.regex), urlRewrite.replace);
      const own = (change.path ?? "/orders/*").replace("*", "a/b");
      assert.equal(seen, change.urlRewrite === "strip-prefix" ? "/a/b" : own);
      assert.ok(path.startsWith("/orders-pr-7/"));
    });
  }

  it("is refused where names of AWS have no room for the service's", () => {
    const check = (name: string) => checkAnswers({ ...VALID_ANSWERS, ...REVIEWED, name }, ASKED);
    assert.equal(check("a".repeat(19)).name.length, 19);
    assert.throws(
      () => check(`${"a".repeat(18)}-b`),
      /^CliError: '--review-environments' yes must be with a '--name' of at most 19 characters, .*; "a{18}" works$/,
    );
  });

  it("takes no path of another one, whose number begins like its own", () => {
    const of = reviewOf();
    const prefixOf = (stack: string) => of(stack).path.replace("*", "");
    for (const [one, other] of [
      ["pr-7", "pr-70"],
      ["pr-1", "pr-11"],
    ] as const) {
      assert.ok(!prefixOf(other).startsWith(prefixOf(one)));
    }
  });

  for (const stack of ["dev", "pr-", "pr-0", "pr-07", "pr-12345678", "pr-7a", "xpr-7", "pr--7"]) {
    it(`is none of a stack called ${stack}`, () => {
      assert.throws(
        () => reviewOf()(stack),
        (error) => {
          assert.ok(error instanceof RunError);
          assert.match(
            error.message,
            /^a stack of a review environment must be called pr-<number>, got /,
          );
          return true;
        },
      );
    });
  }

  const refused: readonly [string, Partial<Answers>, RegExp][] = [
    [
      "no pipeline",
      { delivery: "none" },
      /must be with '--delivery' github or gitlab, .*, got "none"; github works$/,
    ],
    [
      "gRPC",
      { protocol: "grpc", language: "none" },
      /must be with '--protocol' http, .*; http works$/,
    ],
    [
      "a long path",
      { path: `/${"a".repeat(110)}/*` },
      /must be with a '--path' of at most 110 characters, .*, got 113; /,
    ],
    [
      "another word",
      { reviewEnvironments: "perhaps" as "yes" },
      /^'--review-environments' must be yes or no, got "perhaps"; yes works$/,
    ],
  ];
  for (const [what, change, message] of refused) {
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => reviewed(change),
        (error) => {
          assert.ok(error instanceof CliError, String(error));
          assert.match(error.message, /^'--review-environments' /);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});

/** Whether a pattern of IAM, whose stars stand for anything, has a text. */
function hasArn(pattern: string, text: string): boolean {
  const words = pattern.split("*").map((word) => word.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${words.join(".*")}$`).test(text);
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

describe("review environments on a platform", function () {
  this.timeout(120_000);
  const folder = scratchFolder();

  function write(name: string, files: ReadonlyMap<string, string>): string {
    const root = join(folder.path, name);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    symlinkSync(join(packageRoot(), "node_modules"), join(root, "node_modules"));
    return root;
  }

  function hardened(directory: string, stack: string): Promise<PreviewResult> {
    const text = readFileSync(join(directory, "slipway.policies.yaml"), "utf8");
    const { environments, $schema, ...own } = parse(text) as Record<string, unknown>;
    assert.ok($schema !== undefined && (environments !== undefined || own.profile !== undefined));
    const policyConfiguration = { ...own, profile: "hardened" } as const;
    return previewOffline({ directory, stack, policyConfiguration, silent: true });
  }

  function assertClean({ policies }: PreviewResult): void {
    const stopping = policies.violations.filter(
      ({ enforcementLevel }) => enforcementLevel === "mandatory",
    );
    assert.deepEqual([stopping, policies.undetermined], [[], []]);
    assert.ok(policies.evaluated > 0);
  }

  /** The statements of a role, and who acts as it. */
  async function roleOf(answers: Partial<Answers>, name: string) {
    const root = write("platform", plannedTemplate("platform", answers));
    const path = join(root, "bootstrap/repositories.ts");
    const line =
      '  { service: "orders-shop", path: "acme/orders-shop", deploys: "service", reviewEnvironments: true },';
    const other = '  { service: "bills", path: "acme/bills", deploys: "service" },';
    writeFileSync(path, readFileSync(path, "utf8").replace(/^\];$/m, `${line}\n${other}\n];`));
    const account = await hardened(join(root, "bootstrap"), "account");
    assertClean(account);
    const inputsOf = (type: string, of = name) =>
      account.resources.find((each) => each.type === type && each.name === of)?.inputs;
    const { Statement } = JSON.parse(String(inputsOf("aws:iam/rolePolicy:RolePolicy")?.policy)) as {
      Statement: Statement[];
    };
    assert.equal(inputsOf("aws:iam/role:Role", "bills-review"), undefined);
    const trust = String(inputsOf("aws:iam/role:Role")?.assumeRolePolicy).replaceAll(/\s/g, "");
    return { statements: Statement, trust };
  }

  it("are made of what their role may make, and named as it asks", async () => {
    const { statements, trust } = await roleOf({ stateBackend: "s3" }, "orders-shop-review");
    assert.match(trust, /"StringEquals"/);
    assert.doesNotMatch(trust, /StringLike|\*/);
    assert.deepEqual(trust.match(/repo:[^"]+/g), [
      "repo:acme/orders-shop:environment:review",
      "repo:acme/orders-shop:environment:review-removal",
    ]);
    const may = (action: string, arn: string) =>
      statements.some(({ Effect, Action, Resource }) => {
        return (
          Effect === "Allow" &&
          listOf(Action).includes(action) &&
          listOf(Resource).some((pattern) => hasArn(pattern, arn))
        );
      });
    const at = (service: string, rest: string) =>
      `arn:aws:${service}:us-east-1:123456789012:${rest}`;
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    const state = (path: string) =>
      statements.flatMap(({ Resource }) => listOf(Resource)).find((arn) => arn.endsWith(path));
    for (const [action, own, others] of [
      [
        "ecs:UpdateService",
        at("ecs", "service/c/orders-shop-pr-7-1234567"),
        at("ecs", "service/c/orders-shop-1234567"),
      ],
      [
        "elasticloadbalancing:DeleteTargetGroup",
        at("elasticloadbalancing", "targetgroup/orders-shop-pr-7-12345678/1"),
        at("elasticloadbalancing", "targetgroup/orders-shop-12345678/1"),
      ],
      [
        "ecr:DeleteRepository",
        at("ecr", "repository/orders-shop-pr-7-1"),
        at("ecr", "repository/orders-shop-1"),
      ],
      [
        "logs:DeleteLogGroup",
        at("logs", "log-group:/ecs/orders-shop-pr-7"),
        at("logs", "log-group:/ecs/orders-shop"),
      ],
      ["iam:DeleteRole", role("orders-shop-pr-7-task-1"), role("orders-shop-task-1")],
      ["iam:DeleteRole", role("orders-shop-pr-7-task-1"), role("orders-shop-deploy")],
    ] as const) {
      assert.ok(may(action, own), `${action} ${own}`);
      assert.ok(!may(action, others), `${action} ${others}`);
    }
    assert.ok(!may("ssm:PutParameter", at("ssm", "parameter/orders-shop/release")));
    const writing = statements.find(({ Action }) => listOf(Action).includes("s3:PutObject"));
    assert.ok(writing && listOf(writing.Resource).every((arn) => arn.includes("/orders-shop-pr/")));
    const reading = statements.find(({ Action }) => listOf(Action).includes("s3:GetObject"));
    assert.ok(reading && !listOf(reading.Resource).some((arn) => arn.endsWith("/.pulumi/*")));
    assert.ok(state("/.pulumi/stacks/orders/dev.json") !== undefined);
    // What has no name of ours is told by its tag.
    for (const action of [
      "elasticloadbalancing:DeleteRule",
      "elasticloadbalancing:CreateRule",
      "ec2:DeleteSecurityGroup",
      "elasticloadbalancing:SetRulePriorities",
    ]) {
      const found = statements.filter(({ Action }) => listOf(Action).includes(action));
      assert.ok(found.length > 0, action);
      for (const { Condition } of found)
        assert.match(
          JSON.stringify(Condition),
          /aws:(?:Request|Resource)Tag\/review":\[?"orders-shop"/,
        );
    }
    const length = JSON.stringify(statements).length;
    assert.ok(length < 10_240, String(length));
  });

  it("are made of nothing that the role may not make", async () => {
    const { statements } = await roleOf({}, "orders-shop-review");
    const actions = statements.flatMap(({ Action }) => listOf(Action));
    const root = write("orders", reviewed());
    const { resources } = await hardened(join(root, "review"), "pr-7");
    const made = resources.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(made.length >= 10);
    for (const { type } of made) {
      const making = MAKING[type] ?? assert.fail(`no action is known that makes ${type}`);
      assert.ok(actions.includes(making), making);
    }
  });

  it("are built of a repository that was there before, by its Dockerfile", async () => {
    for (const [path, text] of Object.entries(SUBFOLDER)) folder.write(`shop/${path}`, text);
    const cwd = join(folder.path, "shop");
    const flags = { name: "shop", ...REVIEWED };
    await scaffold({ cwd, directory: ".", flags, yes: true, package: "1.2.3" });
    symlinkSync(join(packageRoot(), "node_modules"), join(cwd, "infra/node_modules"));
    const preview = await hardened(join(cwd, "infra/review"), "pr-7");
    assertClean(preview);
    const image = preview.resources.find(({ type }) => type === "docker-build:index:Image");
    const { context, dockerfile } = image?.inputs as {
      context: { location: string };
      dockerfile: { location: string };
    };
    assert.deepEqual(
      [context.location, dockerfile.location].map((path) => join(cwd, "infra/review", path)),
      [cwd, join(cwd, "docker/Dockerfile")],
    );
    const workflow = readFileSync(join(cwd, ".github/workflows/infra-review.yml"), "utf8");
    assert.match(workflow, /working-directory: infra$/m);
  });

  it("are of the first service alone, also where another one is added", async () => {
    const flags = { name: "shop", ...REVIEWED };
    await scaffold({ cwd: folder.path, directory: "shop", flags, yes: true, package: "1.2.3" });
    const root = join(folder.path, "shop");
    const added = { name: "admin", language: "go" };
    await addService({ kind: "web-service", directory: root, flags: added, yes: true });
    symlinkSync(join(packageRoot(), "node_modules"), join(root, "node_modules"));
    const { resources } = await hardened(join(root, "review"), "pr-7");
    assert.deepEqual(
      resources.filter(({ name }) => name.includes("admin")),
      [],
    );
    assertClean(await hardened(join(root, "infra"), "dev"));
    assert.deepEqual(
      (await upgrade({ directory: root, package: "1.2.3", dryRun: true })).changes,
      [],
    );
  });

  it("let every branch of a GitLab project act as that role alone", async () => {
    const { trust } = await roleOf({ delivery: "gitlab" }, "orders-shop-review");
    assert.match(
      trust,
      /"StringLike":\{"gitlab\.com:sub":\[?"project_path:acme\/orders-shop:ref_type:branch:ref:\*"/,
    );
  });

  for (const change of [
    {},
    { language: "none", path: "/*" },
    { language: "python", delivery: "gitlab" },
  ] as const) {
    it(`follow every policy with ${JSON.stringify(change)}, by names that AWS takes`, async () => {
      const root = write("orders", reviewed(change));
      if ("language" in change && change.language === "none") {
        folder.write("orders/app/Dockerfile", "FROM scratch\nUSER 65532\n");
      }
      const previews = [];
      for (const stack of ["pr-7", "pr-8", "pr-9999999"])
        previews.push(await hardened(join(root, "review"), stack));
      previews.forEach(assertClean);
      const dev = await hardened(join(root, "infra"), "dev");
      assertClean(dev);
      const rules = [dev, ...previews].map(({ resources }) => {
        const rule = resources.find(({ type }) => type === "aws:lb/listenerRule:ListenerRule");
        return rule?.inputs ?? assert.fail("there is no rule");
      });
      assert.equal(new Set(rules.map(({ priority }) => priority)).size, rules.length);
      assert.equal(
        new Set(rules.map(({ conditions }) => JSON.stringify(conditions))).size,
        rules.length,
      );
      for (const [i, { resources }] of previews.entries()) {
        const prefix = `orders-pr-${["7", "8", "9999999"][i] ?? ""}`;
        for (const { type, name, inputs } of resources.filter((each) =>
          each.type.startsWith("aws:"),
        )) {
          assert.ok(name.startsWith(prefix), name);
          if (type === "aws:lb/targetGroup:TargetGroup") {
            assert.match(String(inputs.name), /^orders-pr-.{1,22}$/);
          }
          if (type === "aws:ecs/service:Service") assert.equal(inputs.desiredCount, 1);
          if (type === "aws:cloudwatch/logGroup:LogGroup") assert.equal(inputs.retentionInDays, 3);
        }
      }
    });
  }
});
