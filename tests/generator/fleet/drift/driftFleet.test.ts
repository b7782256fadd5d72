import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type Schema } from "ajv";
import { CliError } from "../../../../generator/cliError.js";
import { driftBlocks } from "../../../../generator/fleet/drift/driftBlocks.js";
import { driftWith } from "../../../../generator/fleet/drift/driftFleet.js";
import { blindEnd } from "../../../../generator/fleet/drift/driftRunner.js";
import type {
  DriftEnd,
  DriftRunner,
  FleetDriftEvent,
  FleetDriftOptions,
  FleetDriftReport,
  StackDifference,
} from "../../../../generator/fleet/index.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { renderHtml } from "../../../../generator/review/renderHtml.js";
import { renderMarkdown } from "../../../../generator/review/renderMarkdown.js";
import { driftEventLine, driftLines } from "../../../../generator/terminal/fleetDriftLines.js";
import { FleetFolder } from "../fleetFolder.js";
import { VirtualClock } from "../run/virtualClock.js";

const FLEET = `
name: shop
stacks:
  - path: network
  - path: orders
    dependsOn: ["network:dev"]
    environment: test
    tags: { team: shop }
  - path: mails
    region: eu-west-1
rollout: { timeoutMinutes: 10 }
`;

const schemaFile = join(packageRoot(), "generator", "fleet", "drift", "fleetDrift.schema.json");
const isReport = new Ajv().compile(JSON.parse(readFileSync(schemaFile, "utf8")) as Schema);

const AUTOSCALED: StackDifference = {
  ...{ urn: "urn:pulumi:dev::orders::aws:ecs/service:Service::orders", field: "desiredCount" },
  ...{ type: "aws:ecs/service:Service", state: "2", live: "5" },
  ...{ owner: "autoscaler", delegated: true },
};
const OPENED: StackDifference = {
  ...{ urn: "urn:pulumi:dev::network::aws:ec2/securityGroup:SecurityGroup::way" },
  ...{ type: "aws:ec2/securityGroup:SecurityGroup", field: "ingress", state: "none" },
  ...{ live: "<b>@all\u001b[31m", owner: "program", delegated: false },
};

function looked(...differences: StackDifference[]): DriftEnd {
  return { status: "looked", resources: 3, differences, errors: [] };
}

const THROTTLED = blindEnd("failed", "ThrottlingException: Rate exceeded");

describe("drift of a fleet", () => {
  const folder = new FleetFolder();

  before(() => {
    folder.write({ "fleet.yaml": FLEET });
    for (const project of ["network", "orders", "mails"]) folder.project(project, ["dev"]);
  });

  after(() => {
    folder.delete();
  });

  /** Looks with ends by stack, the last for all later tries. */
  async function look(
    ends: Record<string, readonly DriftEnd[]> | DriftRunner,
    options: Partial<FleetDriftOptions> = {},
  ): Promise<{ report: FleetDriftReport; events: FleetDriftEvent[]; ids: string[] }> {
    const ids: string[] = [];
    const clock = new VirtualClock();
    const runner: DriftRunner = async (task, watch) => {
      ids.push(task.stack.id);
      if (typeof ends === "function") return ends(task, watch);
      const own = ends[task.stack.id] ?? [looked()];
      const attempt = ids.filter((id) => id === task.stack.id).length;
      await clock.sleep(1000, watch.signal);
      return own[attempt - 1] ?? own.at(-1) ?? looked();
    };
    const events: FleetDriftEvent[] = [];
    const looking = driftWith(
      { file: folder.file, jobs: 1, ...options },
      { clock, random: () => 0.5, runner },
    );
    for await (const event of looking) events.push(event);
    const report = await looking;
    assert.equal(isReport(report), true, JSON.stringify(isReport.errors));
    return { report, events, ids };
  }

  const statuses = ({ stacks }: FleetDriftReport) =>
    Object.fromEntries(stacks.map(({ id, status }) => [id.split(":")[0], status]));

  it("looks at every stack in the order of a change, and ends with 0 where all is clean or delegated", async () => {
    const { report, events, ids } = await look({ "orders:dev": [looked(AUTOSCALED)] });
    assert.deepEqual(ids, ["network:dev", "orders:dev", "mails:dev"]);
    assert.deepEqual([report.name, report.status, report.exitCode], ["shop", "clean", 0]);
    assert.deepEqual(report.totals, {
      ...{ stacks: 3, drifted: 0, failed: 0, cancelled: 0, resources: 9, real: 0, delegated: 1 },
    });
    assert.deepEqual(report.stacks[1], {
      ...{ id: "orders:dev", project: "orders", stack: "dev", environment: "test" },
      ...{ tags: { team: "shop" }, status: "clean", resources: 3, real: 0, delegated: 1 },
      differences: [AUTOSCALED],
    });
    const kinds = events.map(({ kind }) => kind);
    const each = ["started", "looked"];
    assert.deepEqual(kinds, ["begun", ...each, ...each, ...each, "summary"]);
  });

  it("ends with 2 where something of the program's differs", async () => {
    const ends = { "network:dev": [looked(OPENED)], "orders:dev": [looked(AUTOSCALED, OPENED)] };
    const { report } = await look(ends);
    assert.deepEqual([report.status, report.exitCode], ["drifted", 2]);
    assert.deepEqual(statuses(report), { network: "drifted", mails: "clean", orders: "drifted" });
    assert.deepEqual([report.totals.drifted, report.totals.real], [2, 2]);
  });

  it("looks at the selected ones alone", async () => {
    const { ids } = await look({}, { tags: { team: "shop" } });
    assert.deepEqual(ids, ["orders:dev"]);
    await assert.rejects(look({}, { environments: ["nowhere"] }), CliError);
  });

  it("goes on where a stack fails or is held: 1 before 2 before 4", async () => {
    const denied = blindEnd(
      "failed",
      "AccessDenied: not authorized to perform ecs:DescribeServices",
    );
    const held = blindEnd("conflict", "the stack is currently locked by 1 lock(s)");
    const one = await look({ "network:dev": [denied], "mails:dev": [held] });
    assert.deepEqual(statuses(one.report), {
      network: "failed",
      mails: "conflict",
      orders: "clean",
    });
    assert.deepEqual([one.report.exitCode, one.report.totals.failed], [1, 2]);
    assert.match(one.report.stacks[0]?.failure ?? "", /^AccessDenied/);
    assert.equal(one.ids.length, 3);
    const two = await look({ "network:dev": [held], "orders:dev": [looked(OPENED)] });
    assert.equal(two.report.exitCode, 2);
    const three = await look({ "network:dev": [held] });
    assert.deepEqual([three.report.status, three.report.exitCode], ["conflict", 4]);
  });

  it("tries again what is over in a moment, within a budget", async () => {
    const { report, events, ids } = await look({ "network:dev": [THROTTLED, THROTTLED, looked()] });
    assert.equal(report.status, "clean");
    assert.deepEqual(ids.slice(0, 3), Array(3).fill("network:dev"));
    const pauses = events.flatMap((event) => (event.kind === "pause" ? [event.milliseconds] : []));
    assert.deepEqual(pauses, [1000, 2000]);
    const always = { "network:dev": [THROTTLED], "mails:dev": [THROTTLED] };
    const all = await look(always);
    assert.deepEqual(statuses(all.report), { network: "failed", mails: "failed", orders: "clean" });
    // Three of their own, and five retries for all.
    assert.equal(all.ids.length, 8);
  });

  it("fails a stack that takes longer than the rollout allows", async () => {
    const { report } = await look(({ stack }, { signal }) => {
      if (stack.id !== "mails:dev") return Promise.resolve(looked());
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          resolve(blindEnd("cancelled", "cancelled"));
        });
      });
    });
    assert.deepEqual(statuses(report), { network: "clean", mails: "failed", orders: "clean" });
    assert.match(report.stacks[2]?.failure ?? "", /longer than the rollout's timeoutMinutes, 10$/);
  });

  it("is cancelled by a signal: what was seen is told, and what was in flight has the signal once", async () => {
    const cancel = new AbortController();
    let signals = 0;
    const { report, ids } = await look(
      ({ stack }, { signal }) => {
        if (stack.id === "network:dev") return Promise.resolve(looked(OPENED));
        signal.addEventListener("abort", () => (signals += 1));
        cancel.abort();
        return Promise.resolve(blindEnd("failed", "preview failed"));
      },
      { signal: cancel.signal },
    );
    assert.deepEqual(ids, ["network:dev", "orders:dev"]);
    assert.deepEqual([report.status, report.exitCode, signals], ["cancelled", 130, 1]);
    assert.deepEqual(statuses(report), {
      network: "drifted",
      mails: "cancelled",
      orders: "cancelled",
    });
    assert.deepEqual(report.totals.cancelled, 2);
  });

  it("ends the looks of whoever leaves the loop", async () => {
    let aborted = 0;
    const runner: DriftRunner = (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted += 1;
          resolve(blindEnd("cancelled", "cancelled"));
        });
      });
    const parts = { clock: new VirtualClock(), random: () => 0, runner };
    parts.clock.sleep = () => new Promise(() => undefined);
    for await (const event of driftWith({ file: folder.file, jobs: 2 }, parts)) {
      if (event.kind === "started") break;
    }
    assert.equal(aborted, 2);
  });

  it("refuses a number of jobs that is none", async () => {
    await assert.rejects(look({}, { jobs: 0 }), /'--jobs' must be a whole number from 1 on, got 0/);
  });

  it("is printed as text, Markdown and HTML, in which text of others stays text", async () => {
    const failed = blindEnd("failed", "first line\nsecond line");
    const { report, events } = await look({
      "network:dev": [looked(OPENED)],
      "orders:dev": [looked(AUTOSCALED)],
      "mails:dev": [failed],
    });
    const text = driftLines(report).join("\n");
    assert.match(text, /^drifted {4}network:dev {2}1 difference$/m);
    assert.match(text, /^ {2}drift {2}way ingress is <b>@all, and none in the state$/m);
    assert.match(
      text,
      /^ {2}delegated {2}orders desiredCount is 5, and 2 in the state; it is the autoscaler's$/m,
    );
    assert.match(text, /^ {2}first line\n {2}second line$/m);
    assert.match(
      text,
      /^All {2}3 stacks · 1 drifted · 1 failed · 6 resources · 1 difference · 1 delegated$/m,
    );
    const lines = events.flatMap((event) => driftEventLine(event) ?? []);
    assert.equal(lines[0], "looking at 3 stacks, 1 at a time; nothing is changed");
    assert.ok(lines.includes("  network:dev drifted  1 difference"), lines.join("\n"));
    const blocks = driftBlocks(report, { rows: 100, characters: 100 });
    const markdown = renderMarkdown(blocks);
    assert.ok(markdown.includes("### Drift") && markdown.includes("&lt;b>&#64;all"), markdown);
    assert.ok(markdown.includes("### Delegated") && markdown.includes("### Not looked at"));
    const html = await renderHtml("drift", blocks);
    assert.equal(html.includes("<b>@all"), false);
    assert.ok(html.includes("autoscaler"));
  });
});
