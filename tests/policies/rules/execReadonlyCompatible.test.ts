import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { execReadonlyCompatible } from "../../../policies/rules/execReadonlyCompatible.js";
import type { StackProgram } from "../stackProgram.js";
import { previewed, ref } from "../stackProgram.js";
import { casesByRule } from "./ruleCases.js";

const TODAY = new Date("2026-05-10T12:00:00Z");
const CHILD = "slipway:index:Service$aws:ecs/service:Service";

function message(container = "app"): string {
  return `service 'orders': 'enableExecuteCommand' needs a root file system that can be written to, got 'readonlyRootFilesystem' true in container '${container}'; false works, or writable mounts on /managed-agents, /var/lib/amazon/ssm, /var/log/amazon/ssm`;
}

function judged(resources: ReviewedResource[], configuration: object = {}) {
  const settings = { [execReadonlyCompatible.name]: configuration };
  const { violations, undetermined } = evaluate(
    [execReadonlyCompatible],
    resources,
    settings,
    TODAY,
  );
  return {
    messages: violations.map((violation) => violation.message),
    open: undetermined.map(({ path }) => path),
  };
}

function service(edit: object = {}): StackProgram {
  const properties = { taskDefinition: ref("task"), enableExecuteCommand: true, ...edit };
  return { orders: ["aws:ecs/service:Service", properties] };
}

function definition(containerDefinitions: unknown, name = "task"): StackProgram {
  const properties = { family: "orders", containerDefinitions };
  return { [name]: ["aws:ecs/taskDefinition:TaskDefinition", properties] };
}

function containers(...edits: readonly object[]): string {
  const all = edits.map((edit) => ({ name: "app", readonlyRootFilesystem: true, ...edit }));
  return JSON.stringify(all);
}

function mounts(...containerPaths: readonly string[]) {
  return containerPaths.map((containerPath) => ({ sourceVolume: "agent", containerPath }));
}

const ALL = mounts("/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm");
const READ_ONLY = ALL.map((mount) => ({ ...mount, readOnly: true }));

const FAILS: [title: string, containers: string, container?: string][] = [
  ["a container without mounts", containers({})],
  ["mounts on some of the paths", containers({ mountPoints: ALL.slice(0, 2) })],
  ["mounts that are read-only", containers({ mountPoints: READ_ONLY })],
  [
    "mounts beside the paths",
    containers({ mountPoints: mounts("/managed", "/var/lib/amazon/ssm/x", "/var/log/amazon/ssm") }),
  ],
  [
    "the first essential container, after others",
    containers(
      { name: "init", essential: false },
      { name: "router", firelensConfiguration: { type: "fluentbit" } },
      { name: "web" },
    ),
    "web",
  ],
  [
    "read-only mounts of another container",
    containers(
      { name: "box", essential: false, mountPoints: ALL },
      { volumesFrom: [{ sourceContainer: "box", readOnly: true }] },
    ),
  ],
];

const PASSES: [title: string, containers: string][] = [
  ["a side container", containers({ mountPoints: ALL }, { name: "side", mountPoints: [] })],
  [
    "a container that prepares",
    containers({ name: "init", essential: false }, { readonlyRootFilesystem: false }),
  ],
  ["a root file system that can be written to", containers({ readonlyRootFilesystem: false })],
  ["a root file system of which nothing is said", JSON.stringify([{ name: "app" }])],
  ["writable mounts on the paths", containers({ mountPoints: ALL })],
  [
    "writable mounts above the paths",
    containers({ mountPoints: mounts("/managed-agents/", "/var") }),
  ],
  [
    "folders in memory",
    containers({
      mountPoints: mounts("/managed-agents"),
      linuxParameters: { tmpfs: mounts("/var") },
    }),
  ],
  [
    "writable mounts of another container",
    containers({ name: "box", mountPoints: ALL }, { volumesFrom: [{ sourceContainer: "box" }] }),
  ],
];

/** For the rule's page: its own tests have more than one resource each. */
function shown(title: string, containerDefinitions: string) {
  const [resource, ...beside] = previewed({ ...service(), ...definition(containerDefinitions) });
  assert.ok(resource);
  return { title, resource, beside };
}

casesByRule.set(execReadonlyCompatible.name, {
  passes: PASSES.map(([title, definitions]) => shown(title, definitions)),
  fails: FAILS.map(([title, definitions, container]) => ({
    ...shown(title, definitions),
    messages: [message(container)],
  })),
  unknown: [],
});

/** As an offline preview tells it: an ARN, and nothing of what depends on what. */
function offline(arn: string, program: StackProgram): ReviewedResource[] {
  return previewed({ ...service({ taskDefinition: arn }), ...program }).map(
    ({ urn, type, name, properties }) => ({ urn, type, name, properties }),
  );
}

const ARN = "arn:aws:ecs:eu-west-1:123456789012:task-definition/orders:1";

describe("exec-readonly-compatible", () => {
  for (const [title, text, container] of FAILS) {
    it(`finds ${title}`, () => {
      const expected = { messages: [message(container)], open: [] };
      assert.deepEqual(judged(previewed({ ...service(), ...definition(text) })), expected);
      assert.deepEqual(judged(offline(ARN, definition(text))), expected);
    });
  }
  for (const [title, text] of PASSES) {
    it(`lets be ${title}`, () => {
      const expected = { messages: [], open: [] };
      assert.deepEqual(judged(previewed({ ...service(), ...definition(text) })), expected);
      assert.deepEqual(judged(offline(ARN, definition(text))), expected);
    });
  }

  it("lets be a service without ECS Exec", () => {
    for (const enableExecuteCommand of [false, undefined]) {
      const program = { ...service({ enableExecuteCommand }), ...definition(UNKNOWN) };
      assert.deepEqual(judged(previewed(program)), { messages: [], open: [] });
    }
  });

  it("judges the container that the traffic goes to", () => {
    const side = containers({ mountPoints: ALL }, { name: "web" });
    const to = (containerName: unknown) =>
      judged(
        previewed({ ...service({ loadBalancers: [{ containerName }] }), ...definition(side) }),
      );
    assert.deepEqual(to("web").messages, [message("web")]);
    assert.deepEqual(to("app").messages, []);
    assert.deepEqual(to(UNKNOWN).messages, []);
  });

  it("says nothing of a task definition of another stack", () => {
    const elsewhere = { ...service({ taskDefinition: ARN }), ...definition(containers({})) };
    assert.deepEqual(judged(previewed(elsewhere)), { messages: [], open: [] });
    const other = offline(ARN.replace("orders", "shop"), definition(containers({})));
    assert.deepEqual(judged(other), { messages: [], open: [] });
  });

  it("leaves open what is not known", () => {
    const open = { messages: [], open: ["taskDefinition"] };
    assert.deepEqual(judged(previewed({ ...service(), ...definition(UNKNOWN) })), open);
    const flag = previewed({
      ...service({ enableExecuteCommand: UNKNOWN }),
      ...definition(containers({})),
    });
    assert.deepEqual(judged(flag), { messages: [], open: ["enableExecuteCommand"] });
  });

  it("leaves open which of several task definitions a service runs", () => {
    const resources = (second: string) =>
      previewed({
        ...service({ taskDefinition: [ref("task"), ref("other")] }),
        ...definition(containers({})),
        ...definition(second, "other"),
      });
    const open = { messages: [], open: ["taskDefinition"] };
    assert.deepEqual(judged(resources(containers({ mountPoints: ALL }))), open);
    const both = judged(resources(containers({ name: "web" })));
    assert.deepEqual(both, { messages: [message("web")], open: [] });
  });

  it("lets be an exempt service", () => {
    const exempt = [{ name: "orders", reason: "moves in May", expires: "2026-05-10" }];
    const resources = previewed({ ...service(), ...definition(containers({})) });
    assert.deepEqual(judged(resources, { exempt }), { messages: [], open: [] });
  });

  it("judges our component by the service that it makes", () => {
    const component: ReviewedResource = {
      urn: "urn:pulumi:dev::shop::slipway:index:Service::orders",
      type: "slipway:index:Service",
      name: "orders",
      properties: { enableExecuteCommand: true },
    };
    const made = previewed({ ...service(), ...definition(containers({})) }).map((resource) =>
      resource.name === "orders"
        ? { ...resource, urn: `urn:pulumi:dev::shop::${CHILD}::orders` }
        : resource,
    );
    assert.deepEqual(judged([component, ...made]).messages, [message()]);
  });
});
