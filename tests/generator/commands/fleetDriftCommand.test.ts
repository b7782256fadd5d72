import assert from "node:assert/strict";
import { join } from "node:path";
import type { FleetDriftReport } from "../../../generator/fleet/index.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { type Running, start } from "../../engine/support/process.js";
import { type FakePulumi, fakePulumi, type FakeOperation } from "../automation/fakePulumi.js";
import { FleetFolder } from "../fleet/fleetFolder.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");

const OWNERSHIP = { desiredCount: "autoscaler" };
const COMPONENT = "urn:pulumi:dev::orders::slipway:index:Service::orders";

/** What the engine sends of a service that was scaled, and of which somebody has changed a tag by hand. */
function scaledService(): object[] {
  const event = (op: string, old: object, outputs: object, diffs: string[] = []) => {
    const blank = { id: "", parent: "", inputs: {}, ...old };
    const { urn, type } = { urn: "", type: "", ...old };
    const metadata = { op, urn, type, old: blank, new: { ...blank, outputs }, diffs };
    return { resOutputsEvent: { metadata } };
  };
  const component = {
    urn: COMPONENT,
    type: "slipway:index:Service",
    outputs: { ownership: OWNERSHIP },
  };
  const outputs = { cluster: "platform", desiredCount: 2, tags: { team: "shop" } };
  const service = {
    ...{ urn: `${COMPONENT}-service`, type: "aws:ecs/service:Service", parent: COMPONENT },
    ...{ id: "arn:aws:ecs:eu-west-1:123456789012:service/platform/orders", custom: true, outputs },
  };
  const live = { ...outputs, desiredCount: 6, tags: { team: "me" } };
  return [
    event("same", component, component.outputs),
    event("update", service, live, ["tags"]),
    { cancelEvent: {} },
  ];
}

describe("slipway fleet drift", function () {
  this.timeout(60_000);
  const folder = new FleetFolder();

  before(() => {
    folder.project("orders", ["dev"]).project("mails", ["dev"]);
    folder.write({ "fleet.yaml": "name: shop\nstacks:\n  - path: orders\n  - path: mails\n" });
  });

  after(() => {
    folder.delete();
  });

  async function look(
    refresh: FakeOperation,
    meanwhile?: (fake: FakePulumi, running: Running) => Promise<void>,
  ) {
    const fake = await fakePulumi({ refresh });
    try {
      const words = [CLI, "fleet", "drift", "--json", "--jobs", "1"];
      const running = start(process.execPath, words, {
        ...{ directory: folder.root, environment: fake.environment, processGroup: true },
      });
      await meanwhile?.(fake, running);
      const { stdout, stderr, code } = await running.finished;
      return {
        report: JSON.parse(stdout) as FleetDriftReport,
        stderr,
        code,
        log: await fake.log(),
      };
    } finally {
      await fake.remove();
    }
  }

  it("prints what differs and whose it is, ends with 2, and changes nothing", async () => {
    const { report, stderr, code, log } = await look({ events: scaledService() });
    assert.deepEqual([code, report.exitCode, report.status], [2, 2, "drifted"], stderr);
    assert.deepEqual(
      report.stacks.map(({ id, differences }) => [
        id,
        ...differences.map(({ field, state, live, owner }) => [field, state, live, owner]),
      ]),
      ["orders:dev", "mails:dev"].map((id) => [
        id,
        ["desiredCount", "2", "6", "autoscaler"],
        ["tags", '{"team":"shop"}', '{"team":"me"}', "program"],
      ]),
    );
    assert.match(stderr, /^looking at 2 stacks, 1 at a time; nothing is changed$/m);
    assert.match(stderr, /2 of 2 stacks drifted: 2 differences in what is the program's/);
    const changing = log.filter((line) =>
      /^(?:up|destroy|import|stack (?:init|rm|import))/.test(line),
    );
    assert.deepEqual(changing, []);
  });

  it("ends with 130 at Ctrl-C, and prints what it has seen", async () => {
    const waits = { events: [], untilInterrupt: { lingerMilliseconds: 0, events: [] } };
    const { report, code, log } = await look(
      { ...waits, events: scaledService().slice(0, 1), exitCode: 255 },
      async (fake, running) => {
        await fake.logs("pid");
        running.signal("SIGINT");
      },
    );
    assert.deepEqual([code, report.status, report.totals.cancelled], [130, "cancelled", 2]);
    assert.deepEqual(
      log.filter((line) => line.startsWith("SIG")),
      ["SIGINT"],
    );
  });
});
