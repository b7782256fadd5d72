import assert from "node:assert/strict";
import { once } from "node:events";
import { ends, message, starts, summary, violation } from "../../automation/engineEvents.js";
import type { Clock } from "../../../../generator/fleet/run/clock.js";
import type { FleetFolder } from "../fleetFolder.js";
import { type CloudFault, CloudServer, type HeardCall } from "./cloudServer.js";
import { quickClock } from "./quickClock.js";
import { deploymentsOf, FLEET, journaled, remoteFolder, runRemote } from "./remoteRun.js";

const CREATES = [[starts("create", "a"), ends("create", "a")], summary({ create: 1 })];
const PLAN = ["preview acme/orders-infra/dev", "update acme/orders-infra/dev"];
const NETWORK = ["preview acme/network/dev", "update acme/network/dev"];
const ORDERS = "orders:dev";
const DONE = { "network:dev": "done", "orders:dev": "done" };

describe("a fleet on Pulumi Deployments", function () {
  this.timeout(20_000);
  let server: CloudServer;
  let folder: FleetFolder;

  beforeEach(async () => {
    server = await CloudServer.start();
    server.script = () => ({ events: CREATES, log: [["one"], ["two"]] });
  });

  afterEach(async () => {
    await server.stop();
  });

  before(() => {
    folder = remoteFolder();
  });

  after(() => {
    folder.delete();
  });

  /** Makes some calls fail, as often as there are faults. */
  function failing(isMeant: (call: HeardCall) => boolean, faults: CloudFault[]): void {
    server.fault = (call) => (isMeant(call) ? faults.shift() : undefined);
  }

  const isUpdate = ({ method, body }: HeardCall): boolean =>
    method === "POST" && body["operation"] === "update";

  it("previews, gates and updates each stack in its wave, at one commit", async () => {
    const run = await runRemote(folder, server);
    assert.deepEqual(run.states, DONE);
    assert.deepEqual(server.begun, [...NETWORK, ...PLAN]);
    assert.deepEqual(server.deployments[3]?.request, {
      operation: "update",
      inheritSettings: true,
      sourceContext: {
        git: {
          repoUrl: "https://git.example.com/acme/shop.git",
          branch: "",
          commit: folder.git("rev-parse", "HEAD"),
          repoDir: "orders/infra",
        },
      },
      operationContext: {},
    });
    assert.deepEqual(run.stacks.at(-1)?.changes, { create: 1 });
    assert.deepEqual(
      run.records
        .filter(({ kind }) => kind !== "run")
        .map(lineOf)
        .slice(-9),
      [
        ...["orders:dev previewing", "preview asked", "preview begun", "preview succeeded"],
        ...["orders:dev gated", "orders:dev applying"],
        ...["update asked", "update begun", "update succeeded", "orders:dev done"],
      ].slice(-9),
    );
  });

  it("tells what is logged and what the engine does, each once", async () => {
    server.script = () => ({
      statuses: ["not-started", "running", "running", "succeeded"],
      ...{ events: CREATES, log: [["one"], ["two"], ["\u001B[31mthree\u001B[0m"]] },
    });
    const { events } = await runRemote(folder, server);
    const told = events.flatMap((event) =>
      event.kind === "progress" && event.id === ORDERS ? [event.event] : [],
    );
    assert.deepEqual(
      told.map((one) => (one.kind === "message" ? one.text : one.kind)),
      [
        // A preview is told by its messages alone.
        ...["phase", "one", "two", "three"],
        ...["phase", "one", "two", "three", "started", "finished"],
      ],
    );
  });

  it("asks for the runs of the engine where a deployment is shown without them", async () => {
    server.showsUpdates = false;
    server.script = () => ({ statuses: ["accepted", "running", "succeeded"], events: CREATES });
    const run = await runRemote(folder, server);
    assert.deepEqual(run.states, DONE);
    assert.deepEqual(server.begun, [...NETWORK, ...PLAN]);
    assert.deepEqual(run.stacks.at(-1)?.changes, { create: 1 });
  });

  it("changes nothing of a stack that the gate or a policy stops", async () => {
    server.script = (stack) => ({
      statuses: [stack.includes("orders") ? "failed" : "succeeded"],
      events: stack.includes("orders")
        ? [[violation("mandatory", "a", "no"), ...summary({ create: 1 })]]
        : [[starts("delete", "a"), ...summary({ delete: 1 })]],
    });
    const run = await runRemote(folder, server, { rollout: { maxFailures: 5 }, needs: new Map() });
    assert.deepEqual(
      run.stacks.map(({ reason }) => reason),
      ["gate", "policy"],
    );
    assert.match(run.stacks[1]?.message ?? "", /a-policy: no/);
    assert.deepEqual(server.begun, ["preview acme/network/dev", "preview acme/orders-infra/dev"]);
  });

  it("says what the deployment logged where no engine came to run", async () => {
    server.script = () => ({ statuses: ["failed"], log: [["git clone", "fatal: not found"]] });
    const run = await runRemote(folder, server);
    const [first, second] = run.stacks;
    assert.match(
      first?.message ?? "",
      /app\.example\.com.* \(preview\) has failed\ngit clone\nfatal/,
    );
    assert.equal(second?.state, "skipped");
    assert.deepEqual(server.begun, ["preview acme/network/dev"]);
  });

  for (const [name, faults] of Object.entries<CloudFault[]>({
    "429 with Retry-After": [{ status: 429, headers: { "retry-after": "2" } }],
    "429 with a date": [
      { status: 429, headers: { "retry-after": new Date(Date.now() + 1000).toUTCString() } },
    ],
    "500 twice": [{ status: 500 }, { status: 500 }],
    "503 with a page of HTML": [{ status: 503, body: "<html>" }],
    "a broken connection": ["reset"],
    "no answer": ["hang"],
    "what is no JSON": [{ status: 200, body: "<html>" }],
  })) {
    it(`goes on after ${name}, whatever was called`, async () => {
      const places = new Set<string>();
      server.fault = ({ method, path }) => {
        const place = `${method} ${path.replace(/dep-\d+|\?.*/g, "")}`;
        if (places.has(place)) return undefined;
        const fault = faults[0];
        places.add(place);
        return fault;
      };
      const run = await runRemote(folder, server);
      assert.deepEqual(run.states, DONE);
      assert.deepEqual(server.begun, [...NETWORK, ...PLAN]);
      assert.ok(places.size > 8, String(places.size));
    });
  }

  it("looks for a deployment whose answer was lost, and begins no second one", async () => {
    failing(isUpdate, ["lost", "lost"]);
    const run = await runRemote(folder, server);
    assert.deepEqual(run.states, DONE);
    assert.deepEqual(server.begun, [...NETWORK, ...PLAN]);
  });

  it("takes no deployment of somebody else, or of another kind, for its own", async () => {
    server.fault = (call) => {
      if (!isUpdate(call) || server.deployments.some(({ login }) => login === "bob"))
        return undefined;
      server.begin("acme/network/dev", { operation: "update" }, "bob");
      server.begin("acme/network/dev", { operation: "refresh" });
      return { status: 502 };
    };
    const run = await runRemote(folder, server);
    assert.deepEqual(run.states, DONE);
    assert.equal(server.begun.filter((one) => one === "update acme/network/dev").length, 2);
  });

  for (const status of [400, 401, 403, 404, 409]) {
    it(`begins a refused deployment once: ${status}`, async () => {
      failing(
        isUpdate,
        Array.from({ length: 9 }, () => ({ status })),
      );
      const run = await runRemote(folder, server);
      assert.deepEqual(run.states, { "network:dev": "failed", "orders:dev": "skipped" });
      assert.match(run.stacks[0]?.message ?? "", new RegExp(`\\[${status}\\]`));
      assert.deepEqual(server.begun, ["preview acme/network/dev"]);
      assert.equal(journaled(run, "network:dev").at(-1), "update cancelled");
    });
  }

  it("cancels a preview that hangs, and an update, when their time is over", async () => {
    for (const operation of ["preview", "update"]) {
      server.script = (_, of) => ({ events: CREATES, ...(of === operation && HANGS) });
      server.deployments.length = 0;
      const { signal } = abortedAt(operation, 2);
      // The stack's time is over when its deployment has been looked at twice.
      const clock: Clock = {
        ...quickClock,
        sleep: async (milliseconds, stop) => {
          if (milliseconds < 3_600_000) return quickClock.sleep(milliseconds, stop);
          const either = AbortSignal.any([signal, ...(stop ? [stop] : [])]);
          if (!either.aborted) await once(either, "abort");
        },
      };
      const run = await runRemote(folder, server, { clock });
      assert.equal(run.stacks[0]?.reason, "timeout", run.stacks[0]?.message);
      assert.equal(server.cancelled.length, 1);
      assert.equal(journaled(run, "network:dev").at(-1), `${operation} cancelled`);
    }
  });

  /** Aborts as soon as a deployment runs. */
  function abortedAt(operation: string, asked = 1): AbortController {
    const controller = new AbortController();
    server.fault = ({ path }) => {
      const running = server.deployments.find((one) => one.operation === operation);
      if (running && running.asked >= asked && path.includes("/logs")) controller.abort();
      return undefined;
    };
    return controller;
  }

  it("cancels a preview, and an update that is queued, at a request to cancel", async () => {
    for (const [operation, states] of [
      ["preview", ["running"]],
      ["update", ["not-started"]],
      ["update", ["accepted"]],
    ] as const) {
      server.deployments.length = 0;
      server.script = (_, of) => ({
        ...(of === operation ? { statuses: states } : { events: CREATES }),
      });
      const { signal } = abortedAt(operation);
      const run = await runRemote(folder, server, { signal });
      const isUpdated = operation === "update";
      assert.equal(run.states["network:dev"], isUpdated ? "interrupted" : "queued");
      assert.deepEqual(server.cancelled, [isUpdated ? "dep-2" : "dep-1"]);
      assert.equal(run.states[ORDERS], "queued");
    }
  });

  it("takes a queued update that ended before the request to cancel came for what it is", async () => {
    server.script = (_, of) => ({
      statuses: [of === "update" ? "accepted" : "succeeded", "succeeded"],
      events: CREATES,
    });
    const { signal } = abortedAt("update");
    const { fault } = server;
    server.fault = (call) =>
      call.path.endsWith("/cancel") ? { status: 404, body: "{}" } : fault(call);
    const run = await runRemote(folder, server, { signal });
    assert.equal(run.states["network:dev"], "done");
  });

  it("lets a running update go on to its end at a request to cancel", async () => {
    server.script = () => ({ statuses: ["running", "running", "succeeded"], events: CREATES });
    const { signal } = abortedAt("update");
    const run = await runRemote(folder, server, { signal });
    assert.deepEqual(run.states, { "network:dev": "done", "orders:dev": "queued" });
    assert.deepEqual(server.cancelled, []);
  });

  it("cancels a running update for who insists", async () => {
    server.script = (_, of) => ({ events: CREATES, ...(of === "update" && HANGS), cancelTakes: 2 });
    const kill = abortedAt("update");
    const run = await runRemote(folder, server, { signal: kill.signal, killSignal: kill.signal });
    assert.equal(run.states["network:dev"], "interrupted");
    assert.equal(server.cancelled.length, 1);
  });

  it("has a deployment in the journal before it is asked for, and its id before it is waited for", async () => {
    const heard: string[] = [];
    server.fault = ({ method, path }) => {
      heard.push(`${method} ${path.replace(/\?.*/, "").split("/").slice(6).join("/")}`);
      return undefined;
    };
    await runRemote(folder, server, {
      onAppend: (record) => {
        if (record.kind === "deployment") heard.push(record.deployment.state);
      },
      waves: [["network:dev"]],
    });
    const [at, until] = [heard.indexOf("asked"), heard.indexOf("succeeded")];
    assert.deepEqual(heard.slice(at, at + 4), [
      "asked",
      "POST deployments",
      "begun",
      "GET deployments/dep-1",
    ]);
    assert.ok(until > at);
  });

  it("begins nothing where the journal cannot be written", async () => {
    const run = runRemote(folder, server, {
      onAppend: (record) => {
        if (record.kind === "deployment") throw new Error("ENOSPC");
        if (record.kind === "stack" && record.state === "failed") throw new Error("ENOSPC");
      },
    });
    await assert.rejects(run, /ENOSPC/);
    assert.deepEqual(server.begun, []);
  });

  it("destroys what the state has, in the other order", async () => {
    const urn = "urn:pulumi:dev::network::aws:ecs/cluster:Cluster::c";
    const custom = { urn, type: "aws:ecs/cluster:Cluster", custom: true };
    const provider = { urn: `${urn}p`, type: "pulumi:providers:aws", custom: true };
    server.states.set("acme/network/dev", { resources: [custom, provider] });
    server.script = () => ({ events: [[starts("delete", "a"), ends("delete", "a")]] });
    const asked: unknown[] = [];
    const run = await runRemote(folder, server, {
      ...{ operation: "destroy", waves: [["orders:dev"], ["network:dev"]], needs: new Map() },
      approve: ({ stacks }) => {
        asked.push(stacks[0]?.changes);
        return Promise.resolve("wave");
      },
    });
    assert.deepEqual(run.states, DONE);
    assert.deepEqual(asked, [{ delete: 0 }, { delete: 1 }]);
    assert.deepEqual(server.begun, ["destroy acme/orders-infra/dev", "destroy acme/network/dev"]);
  });

  it("tells the engine's errors, and what a failed update has left pending", async () => {
    const urn = "urn:pulumi:dev::network::aws:ecs/service:Service::s";
    const resource = { urn, type: "aws:ecs/service:Service", custom: true };
    server.states.set("acme/network/dev", { pending_operations: [{ type: "creating", resource }] });
    server.script = (_, of) => ({
      statuses: [of === "update" ? "failed" : "succeeded"],
      events: [[starts("create", "a"), message("error", "AccessDenied: no", "a")]],
    });
    const run = await runRemote(folder, server);
    assert.match(run.stacks[0]?.message ?? "", /AccessDenied: no\nthe deployment https/);
    assert.equal(deploymentsOf(run.records, "network:dev").at(-1)?.state, "failed");
  });

  it("knows what is wrong with the token and the settings before anything is begun", async () => {
    const wrong = FLEET.replace(
      "policies: organization",
      'oidc: { aws: { roleArn: "arn:aws:iam::{account}:role/p" } }',
    );
    const other = remoteFolder(wrong);
    try {
      await assert.rejects(
        runRemote(other, server),
        /'remote.oidc.aws.roleArn' has \{account\}, and network:dev has no 'account'/,
      );
    } finally {
      other.delete();
    }
    server.fault = () => ({ status: 401, body: '{"message":"Unauthorized"}' });
    await assert.rejects(runRemote(folder, server), /\[401\] Unauthorized; PULUMI_ACCESS_TOKEN/);
    assert.deepEqual(server.begun, []);
  });
});

const HANGS = { statuses: ["running"] };

function lineOf(record: {
  kind: string;
  id?: string;
  state?: string;
  deployment?: { operation: string; state: string };
}): string {
  const { id = "", state = "", deployment } = record;
  return deployment ? `${deployment.operation} ${deployment.state}` : `${id} ${state}`;
}
