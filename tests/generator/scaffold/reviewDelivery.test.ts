import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";

import type { Answers } from "../../../generator/scaffold/answers.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { scratchFolder } from "./scratchFolder.js";

const reviewed = (change: Partial<Answers>) =>
  plannedTemplate("web-service", { reviewEnvironments: "yes", ...change });

interface Workflow {
  on: Record<string, { types?: string[] }>;
  jobs: Record<
    string,
    {
      if?: string;
      environment?: unknown;
      permissions: object;
      steps: { run?: string; with?: Record<string, unknown> }[];
    }
  >;
}

describe("GitHub's workflows of review environments", () => {
  const files = reviewed({ accountId: "123456789012" });
  const workflow = (name: string) =>
    parse(files.get(`.github/workflows/${name}.yml`) ?? "") as Workflow;
  const folder = scratchFolder();

  it("give forks nothing, and a request its credentials in the environment review alone", () => {
    const { on, jobs } = workflow("review");
    assert.deepEqual(on, { pull_request: { types: ["opened", "reopened", "synchronize"] } });
    assert.equal(
      jobs.deploy?.if,
      "github.event.pull_request.head.repo.full_name == github.repository",
    );
    assert.equal((jobs.deploy.environment as { name: string }).name, "review");
    assert.deepEqual(jobs.comment?.permissions, { "pull-requests": "write" });
    const text = files.get(".github/workflows/review.yml") ?? "";
    assert.match(text, /role-to-assume: arn:aws:iam::123456789012:role\/orders-review$/m);
    assert.doesNotMatch(text, /secrets\.PULUMI_ACCESS_TOKEN|orders-deploy|secrets: inherit/);
  });

  it("remove by the code of main alone, when a request closes and once a day", () => {
    const { on, jobs } = workflow("review-remove");
    assert.deepEqual(Object.keys(on), ["pull_request_target", "schedule", "workflow_dispatch"]);
    assert.deepEqual(on.pull_request_target, { types: ["closed"] });
    assert.equal(jobs.remove?.environment, "review-removal");
    assert.deepEqual(jobs.remove.steps[0]?.with, {
      "persist-credentials": false,
      ref: "${{ github.event.repository.default_branch }}",
    });
    assert.doesNotMatch(
      files.get(".github/workflows/review-remove.yml") ?? "",
      /head\.(?:sha|ref)|refs\/pull/,
    );
  });

  it("remove what belongs to closed requests, and nothing of open ones or of other names", () => {
    const bin = (name: string, script: string) => {
      writeFileSync(join(folder.path, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
    };
    const stacks = ["acme/pr-7", "pr-8", "pr-9", "pr-10", "dev", "pr-7x"].map((name) => ({ name }));
    bin("pulumi", `echo '${JSON.stringify(stacks)}'`);
    bin("gh", 'case "$2" in */7 | */10) echo closed ;; */8) echo open ;; *) exit 1 ;; esac');
    bin("npm", `echo "$*" >> ${folder.path}/removed; [ "$5" != pr-7 ] || exit 4`);
    const run = workflow("review-remove").jobs.remove?.steps.at(-1)?.run ?? "";
    const { status } = spawnSync("bash", ["-eo", "pipefail", "-c", run], {
      env: {
        ...process.env,
        PATH: `${folder.path}${delimiter}${process.env.PATH ?? ""}`,
        RUNNER_TEMP: folder.path,
        GITHUB_REPOSITORY: "acme/orders",
      },
    });
    const command = (stack: string) => `run destroy -- review --stack ${stack} --remove --yes`;
    const removed = readFileSync(join(folder.path, "removed"), "utf8").trim().split("\n");
    assert.deepEqual(removed, [command("pr-7"), command("pr-10")]);
    // One that failed, and one that GitHub could not tell of.
    assert.equal(status, 1);
  });
});

describe("GitLab's jobs of review environments", () => {
  const jobs = parse(reviewed({ delivery: "gitlab" }).get(".gitlab-ci.yml") ?? "") as Record<
    string,
    {
      environment?: Record<string, string>;
      rules?: { if: string; when?: string }[];
      script: string[];
      variables?: Record<string, string>;
    }
  >;

  it("make one and stop it, each of the request's environment and of no fork", () => {
    const { review, "stop review": stop } = jobs;
    const name = "review/$CI_MERGE_REQUEST_IID";
    assert.deepEqual(review?.environment, {
      name,
      url: "$REVIEW_URL",
      on_stop: "stop review",
      auto_stop_in: "3 days",
    });
    assert.deepEqual(stop?.environment, { name, action: "stop" });
    for (const { rules = [] } of [review, stop]) {
      assert.match(
        rules[0]?.if ?? "",
        /== "merge_request_event" && \$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == \$CI_PROJECT_ID$/,
      );
      assert.equal(rules[0]?.when, "manual");
    }
    assert.deepEqual(stop.variables, { GIT_STRATEGY: "none" });
    assert.ok(stop.script.some((line) => line.includes('--branch "$CI_DEFAULT_BRANCH"')));
  });
});
