import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { packageRoot } from "../../generator/project/packageRoot.js";

interface Job {
  permissions?: Record<string, string>;
  uses?: string;
  needs?: string | string[];
  steps?: { uses?: string; run?: string; with?: Record<string, unknown> }[];
}

interface Workflow {
  permissions?: object;
  jobs: Record<string, Job>;
}

const PAGE = readFileSync(join(packageRoot(), "docs/fleetJobs.md"), "utf8");
const BLOCKS = [...PAGE.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
const [fleet, stack, base, pipeline] = BLOCKS.map((text) => parse(text) as object);

describe("docs/fleetJobs.md", () => {
  const workflows = [fleet, stack] as Workflow[];
  const jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs));

  it("has workflows with actions by commit, no right that is not needed, and credentials by OIDC", () => {
    for (const { permissions } of workflows) assert.deepEqual(permissions, {});
    for (const { permissions } of jobs) {
      for (const [right, level] of Object.entries(permissions ?? {})) {
        assert.ok(["contents read", "id-token write"].includes(`${right} ${level}`), right);
      }
    }
    const uses = jobs.flatMap((job) => (job.steps ?? []).flatMap((step) => step.uses ?? []));
    assert.equal(uses.length, 11);
    for (const action of uses) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    // What others wrote reaches no shell as part of a command.
    for (const { run = "" } of jobs.flatMap(({ steps = [] }) => steps)) {
      assert.doesNotMatch(run, /\$\{\{/);
    }
    assert.doesNotMatch(PAGE, /secrets\.|AWS_SECRET/);
  });

  it("has the waves one after the other, and the same job for each", () => {
    const { jobs: waves } = fleet as Workflow;
    assert.deepEqual(
      Object.entries(waves).map(([name, { needs, uses }]) => [name, needs, uses !== undefined]),
      [
        ["plan", undefined, false],
        ["wave1", "plan", true],
        ["wave2", ["plan", "wave1"], true],
        ["wave3", ["plan", "wave2"], true],
        ["report", ["plan", "wave1", "wave2", "wave3"], false],
      ],
    );
  });

  it("has for GitLab the job that a pipeline's jobs extend, and the pipeline that begins it", () => {
    assert.deepEqual(Object.keys(base ?? {}), [".slipway-fleet"]);
    assert.deepEqual(Object.keys(pipeline ?? {}), ["fleet", "rollout"]);
    assert.match(BLOCKS[2] ?? "", /id_tokens:/);
  });
});
