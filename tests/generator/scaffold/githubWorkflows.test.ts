import assert from "node:assert/strict";
import { parse } from "yaml";

import { templateNames } from "../../../generator/scaffold/loadTemplate.js";
import { plannedTemplate, TEMPLATES } from "./plannedTemplate.js";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  permissions: Record<string, string>;
  needs?: string | string[];
  environment?: string;
  concurrency?: { "cancel-in-progress": boolean };
  env?: object;
  uses?: string;
  with?: Record<string, string>;
  secrets?: string;
  steps?: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: object;
  jobs: Record<string, Job>;
}

const FOLDER = ".github/workflows/";
const ACCOUNT = { accountId: "123456789012" };

function workflowsOf(files: ReadonlyMap<string, string>): Map<string, Workflow> {
  const found = [...files].filter(([path]) => path.startsWith(FOLDER));
  return new Map(found.map(([path, text]) => [path.slice(FOLDER.length), parse(text) as Workflow]));
}

for (const name of templateNames(TEMPLATES)) {
  describe(`GitHub's workflows of ${name}`, () => {
    const files = plannedTemplate(name, ACCOUNT);
    const workflows = workflowsOf(files);
    const jobs = [...workflows.values()].flatMap((workflow) => Object.values(workflow.jobs));
    const jobOf = (file: string, job: string): Job => {
      return workflows.get(file)?.jobs[job] ?? assert.fail(`${file} has no ${job}`);
    };
    const textOf = (file: string) => files.get(`${FOLDER}${file}`) ?? "";

    it("are one recipe for each stage, which all stacks go by", () => {
      assert.deepEqual([...workflows.keys()].sort(), [
        "deploy-stack.yml",
        "deploy.yml",
        "preview-stack.yml",
        "preview.yml",
        "test.yml",
      ]);
      for (const [file, recipe] of [
        ["deploy.yml", "deploy-stack.yml"],
        ["preview.yml", "preview-stack.yml"],
      ] as const) {
        for (const stack of ["dev", "staging", "prod"]) {
          const { uses, with: inputs } = jobOf(file, stack);
          assert.deepEqual([uses, inputs], [`./${FOLDER}${recipe}`, { stack }]);
        }
        assert.equal(jobOf(file, "test").uses, `./${FOLDER}test.yml`);
      }
    });

    it("permit nothing but what a job needs", () => {
      for (const { permissions } of workflows.values()) assert.deepEqual(permissions, {});
      for (const job of jobs) {
        const text = JSON.stringify(job);
        const signsIn = /aws-actions\/|(?:deploy|preview)-stack\.yml/.test(text);
        const needed = signsIn
          ? { contents: "read", "id-token": "write" }
          : text.includes("GH_TOKEN")
            ? { "pull-requests": "write" }
            : { contents: "read" };
        assert.deepEqual(job.permissions, needed);
      }
    });

    it("pin every action to a commit, and keep no credentials", () => {
      const steps = jobs.flatMap((job) => job.steps ?? []).filter(({ uses }) => uses !== undefined);
      assert.ok(steps.length > 0);
      for (const { uses = "", with: inputs } of steps) {
        assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        if (uses.startsWith("actions/checkout@"))
          assert.equal(inputs?.["persist-credentials"], false);
      }
    });

    it("have no expression in a command", () => {
      const commands = jobs.flatMap((job) => (job.steps ?? []).map(({ run = "" }) => run));
      assert.ok(commands.length > 0);
      assert.deepEqual(
        commands.filter((command) => command.includes("${{")),
        [],
      );
    });

    it("run one update of a stack at a time, and cancel none", () => {
      for (const job of [
        jobOf("deploy-stack.yml", "deploy"),
        jobOf("preview-stack.yml", "preview"),
      ]) {
        assert.equal(job.concurrency?.["cancel-in-progress"], false);
      }
    });

    it("have secrets and identities only in jobs of an environment, and for one step", () => {
      const holding = jobs.filter((job) => /secrets\.|aws-actions/.test(JSON.stringify(job)));
      assert.equal(holding.length, 2);
      for (const { environment, env, steps = [] } of holding) {
        assert.match(environment ?? "", /^(?:preview-)?\$\{\{ inputs\.stack \}\}$/);
        assert.equal(env, undefined);
        const holders = steps.filter((step) => JSON.stringify(step).includes("secrets."));
        assert.equal(holders.length, 1);
        assert.match(holders[0]?.run ?? "", /pulumi preview |^npm run up /);
      }
    });

    it("give a pull request nothing that deploys", () => {
      assert.deepEqual(Object.keys(workflows.get("preview.yml")?.on ?? {}), ["pull_request"]);
      assert.equal(
        jobOf("preview-stack.yml", "preview").environment,
        "preview-${{ inputs.stack }}",
      );
      const text = textOf("preview.yml") + textOf("preview-stack.yml") + textOf("test.yml");
      assert.doesNotMatch(text, /secrets\.PULUMI_ACCESS_TOKEN|DEPLOY_ROLE|orders-deploy/);
    });

    it("write one comment, by a job that runs no code of the request", () => {
      const { steps = [], needs } = jobOf("preview.yml", "comment");
      assert.deepEqual(needs, ["dev", "staging", "prod"]);
      assert.deepEqual(
        steps.map(({ uses }) => uses),
        [undefined],
      );
      assert.match(steps[0]?.run ?? "", /--method PATCH/);
    });

    it("report what a request changes before there is any credential", () => {
      const { steps = [] } = jobOf("preview-stack.yml", "preview");
      const at = steps.findIndex(({ run }) => run?.includes(" report "));
      const signsIn = steps.findIndex(({ uses }) => uses?.startsWith("aws-actions/"));
      assert.ok(at > 0 && at < signsIn);
      assert.deepEqual(steps[0]?.with, { "persist-credentials": false, "fetch-depth": 2 });
    });

    it("deploy each stack after the one before it", () => {
      const order = Object.entries(workflows.get("deploy.yml")?.jobs ?? {});
      assert.deepEqual(
        order.map(([job, { needs }]) => [job, needs]),
        [
          ["test", undefined],
          ["dev", "test"],
          ["staging", "dev"],
          ["prod", "staging"],
        ],
      );
    });

    it("trust environments, and no subject that every branch has", () => {
      const text = files.get("docs/delivery.md") ?? "";
      assert.match(text, /environment:preview-dev`, `…:preview-staging`, `…:preview-prod`/);
      assert.doesNotMatch(text, /:pull_request`/);
    });
  });
}

describe("GitHub's workflows", () => {
  it("read the role from a variable where no account is given", () => {
    const role = (change: object) =>
      /role-to-assume: (.*)/.exec(
        plannedTemplate("web-service", change).get(`${FOLDER}deploy-stack.yml`) ?? "",
      )?.[1];
    assert.equal(role({}), "${{ vars.AWS_DEPLOY_ROLE_ARN }}");
    assert.equal(role(ACCOUNT), "arn:aws:iam::123456789012:role/orders-deploy");
  });

  it("sign in where the Region is", () => {
    const roles = (region: string) =>
      plannedTemplate("web-service", { region, ...ACCOUNT }).get(`${FOLDER}preview-stack.yml`) ??
      "";
    assert.match(roles("cn-north-1"), /arn:aws-cn:iam/);
    assert.match(roles("us-gov-west-1"), /arn:aws-us-gov:iam/);
  });
});
