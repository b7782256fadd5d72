import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "yaml";
import {
  destroy,
  joinedStatus,
  matrix,
  type StackRunner,
  up,
} from "../../../generator/fleet/index.js";
import { gitlabPipeline } from "../../../generator/fleet/matrix/gitlabPipeline.js";
import { endWithout } from "../../../generator/fleet/run/stackRunner.js";
import type { FleetFolder } from "./fleetFolder.js";
import { MatrixFleet } from "./matrixFleet.js";

describe("a fleet's jobs", function () {
  this.timeout(60_000);
  let folder: FleetFolder;
  let journals: string;
  let fleet: MatrixFleet;

  beforeEach(() => {
    fleet = new MatrixFleet();
    ({ folder, journals } = fleet);
  });

  afterEach(() => {
    folder.delete();
  });

  function runnerOf(done: string[], failing: readonly string[] = []): StackRunner {
    return async ({ stack }, { approve }) => {
      done.push(stack.id);
      if (failing.includes(stack.id)) return endWithout(stack.stack, "failed", "on purpose");
      await approve({ changes: { create: 1 }, operations: [] });
      return { ...endWithout(stack.stack, "updated", ""), errors: [], changes: { create: 1 } };
    };
  }

  /** A job of a matrix: one stack, in a process of its own in truth. */
  async function job(id: string, done: string[], failing?: readonly string[]): Promise<string> {
    const { file } = folder;
    const runner = runnerOf(done, failing);
    const { status } = await up({ file, runner, stacks: [id], journals: [journals] });
    fleet.keepArtifact(id.replaceAll(/\W/g, "-"));
    return status;
  }

  it("are a stack each, by wave, with what its credentials need", async () => {
    const { waves } = await matrix({ file: folder.file, environments: ["prod"] });
    assert.deepEqual(waves, [
      {
        include: [
          {
            ...{ stack: "platform:prod", name: "platform-prod-1", wave: 1, environment: "prod" },
            ...{ account: "123456789012", region: "eu-west-1" },
          },
        ],
      },
      {
        include: ["mails", "orders"].map((service, i) => ({
          ...{ stack: `services/${service}:prod`, name: `services-${service}-prod-${i + 2}` },
          ...{ wave: 2, environment: "prod", account: "", region: "eu-west-1" },
        })),
      },
    ]);
  });

  it("are a child pipeline of GitLab, a stage a wave", async () => {
    const found = await matrix({ file: folder.file, environments: ["prod"] });
    const pipeline = parse(gitlabPipeline(found, "/.gitlab/slipway-fleet.yml")) as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      [pipeline["include"], pipeline["stages"]],
      [[{ local: "/.gitlab/slipway-fleet.yml" }], ["wave-1", "wave-2"]],
    );
    assert.deepEqual(pipeline["services-mails-prod-2"], {
      ...{ extends: ".slipway-fleet", stage: "wave-2" },
      variables: {
        ...{ SLIPWAY_STACK: "services/mails:prod", SLIPWAY_ENVIRONMENT: "prod" },
        SLIPWAY_REGION: "eu-west-1",
      },
    });
    assert.equal(Object.keys(pipeline).length, 5);
  });

  it("of a removal are in its order, and say what they do", async () => {
    const all = { file: folder.file, environments: ["prod"], operation: "destroy" } as const;
    const found = await matrix(all);
    assert.deepEqual(
      found.waves.map(({ include }) => include.map(({ stack, operation }) => [stack, operation])),
      [
        [
          ["services/mails:prod", "destroy"],
          ["services/orders:prod", "destroy"],
        ],
        [["platform:prod", "destroy"]],
      ],
    );
    const pipeline = parse(gitlabPipeline(found, "/a.yml")) as Record<string, unknown>;
    assert.deepEqual(pipeline["platform-prod-3"], {
      ...{ extends: ".slipway-fleet", stage: "wave-2" },
      variables: {
        ...{ SLIPWAY_STACK: "platform:prod", SLIPWAY_ENVIRONMENT: "prod" },
        ...{ SLIPWAY_ACCOUNT: "123456789012", SLIPWAY_REGION: "eu-west-1" },
        SLIPWAY_OPERATION: "destroy",
      },
    });
  });

  it("of a removal join their journals too", async () => {
    const { file } = folder;
    await destroy({ file, runner: runnerOf([]), stacks: ["services/mails:dev"] });
    fleet.keepArtifact("mails");
    await destroy({ file, runner: runnerOf([], ["platform:dev"]), stacks: ["platform:dev"] });
    fleet.keepArtifact("platform");
    assert.deepEqual(await fleet.states(), {
      "platform:dev": "failed in 2",
      "services/mails:dev": "done in 1",
      "services/orders:dev": "queued in 1",
    });
  });

  it("are no more in a wave than a matrix takes", async () => {
    const names = Array.from({ length: 257 }, (_, i) => `s${i}`);
    folder.project("many", names).write({
      "many.yaml": 'name: many\nstacks: [{ path: many }]\nrollout: { waveSizes: ["100%"] }\n',
    });
    await assert.rejects(
      matrix({ file: join(folder.root, "many.yaml") }),
      /'rollout.waveSizes' must be at most 256 for jobs of a matrix, got 257 stacks in wave 1; /,
    );
  });

  it("join their journals: what is done is left, and what comes after a failure is refused", async () => {
    const done: string[] = [];
    assert.equal(await job("platform:dev", done), "done");
    assert.equal(await job("services/mails:dev", done, ["services/mails:dev"]), "failed");
    assert.deepEqual(await fleet.states(), {
      "platform:dev": "done in 1",
      "services/mails:dev": "failed in 2",
      "services/orders:dev": "queued in 2",
    });
    assert.equal(await job("services/mails:dev", done), "done");
    assert.equal(await job("services/orders:dev", done), "done");
    assert.deepEqual(await fleet.states(), {
      "platform:dev": "done in 1",
      "services/mails:dev": "done in 2",
      "services/orders:dev": "done in 2",
    });
    const before = done.length;
    assert.equal(await job("platform:dev", done), "done");
    assert.equal(done.length, before, "what is done is not done again");
    folder.write({ "platform/index.js": "// changed" });
    assert.equal(await job("platform:dev", done, ["platform:dev"]), "failed");
    assert.equal(done.length, before + 1, "what has changed since is");
    await assert.rejects(
      job("services/mails:dev", done),
      /^CliError: services\/mails:dev comes after platform:dev, which is failed by the journals: /,
    );
  });

  it("refuse what is no journal of the fleet", async () => {
    const joined = (...paths: string[]) => joinedStatus({ file: folder.file, journals: paths });
    await assert.rejects(
      joined(journals),
      /'--journal' must name journals of 'slipway fleet up', got/,
    );
    await assert.rejects(
      joined("/nowhere"),
      /must name files or folders that are there, got '\/nowhere'/,
    );
    folder.write({ "journals/a.jsonl": "{}\nx\n" });
    await assert.rejects(joined(journals), /a\.jsonl: line 1 of the journal is no record/);
    const header = {
      ...{ kind: "run", version: 1, run: "r", operation: "up", fleet: "other", file: "" },
      ...{ fleetHash: "", slipway: "", node: "", waves: [], at: "" },
    };
    folder.write({ "journals/a.jsonl": `${JSON.stringify(header)}\n` });
    await assert.rejects(
      joined(journals),
      /journals of 'up' of the fleet shop, got .*a\.jsonl, which is of 'up' of other/,
    );
    const destroyed = { ...header, fleet: "shop", operation: "destroy" };
    folder.write({
      "journals/a.jsonl": `${JSON.stringify({ ...header, fleet: "shop" })}\n`,
      "journals/b.jsonl": `${JSON.stringify(destroyed)}\n`,
    });
    await assert.rejects(joined(journals), /which is of 'destroy' of shop/);
  });
});
