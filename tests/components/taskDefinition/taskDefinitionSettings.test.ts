import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ContainerArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}` };
const file = "arn:aws:s3:::settings/orders.env";

describe("TaskDefinition: settings of containers", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function text(container: Partial<ContainerArgs>): Promise<string> {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    new TaskDefinition("orders", { containers: [{ ...app, ...container }] });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    return String(inputs.containerDefinitions);
  }

  async function definition(container: Partial<ContainerArgs>): Promise<Record<string, unknown>> {
    const [only] = JSON.parse(await text(container)) as Record<string, unknown>[];
    assert.ok(only);
    return only;
  }

  const settings: [Partial<ContainerArgs>, string, unknown][] = [
    [
      { capabilities: { add: ["SYS_PTRACE"], drop: ["NET_RAW", "ALL", "NET_RAW"] } },
      "linuxParameters",
      { capabilities: { add: ["SYS_PTRACE"], drop: ["ALL", "NET_RAW"] } },
    ],
    [
      {
        ulimits: [
          { name: "nofile", softLimit: 1024, hardLimit: 4096 },
          { name: "core", softLimit: 0 },
        ],
      },
      "ulimits",
      [
        { name: "core", softLimit: 0, hardLimit: 0 },
        { name: "nofile", softLimit: 1024, hardLimit: 4096 },
      ],
    ],
    [
      { systemControls: { "net.ipv4.tcp_keepalive_time": "60", "net.core.somaxconn": "1024" } },
      "systemControls",
      [
        { namespace: "net.core.somaxconn", value: "1024" },
        { namespace: "net.ipv4.tcp_keepalive_time", value: "60" },
      ],
    ],
    [{ interactive: true }, "interactive", true],
    [{ pseudoTerminal: true }, "pseudoTerminal", true],
    [{ dockerLabels: { team: "orders" } }, "dockerLabels", { team: "orders" }],
    [{ versionConsistency: "disabled" }, "versionConsistency", "disabled"],
    [{ startTimeout: 60 }, "startTimeout", 60],
    [{ stopTimeout: 60 }, "stopTimeout", 60],
    [
      { restartPolicy: { ignoredExitCodes: [143, 0, 143], restartAttemptPeriodSeconds: 60 } },
      "restartPolicy",
      { enabled: true, ignoredExitCodes: [0, 143], restartAttemptPeriod: 60 },
    ],
    [{ restartPolicy: {} }, "restartPolicy", { enabled: true, restartAttemptPeriod: 300 }],
    [
      { environmentFiles: [file, "arn:aws:s3:::settings/a.env"] },
      "environmentFiles",
      [
        { type: "s3", value: file },
        { type: "s3", value: "arn:aws:s3:::settings/a.env" },
      ],
    ],
  ];
  for (const [container, key, expected] of settings) {
    it(`registers ${JSON.stringify(container).slice(0, 90)}`, async () => {
      const actual = await definition(container);
      assert.deepEqual(actual[key], expected);
    });
  }

  const same: [string, Partial<ContainerArgs>, Partial<ContainerArgs>][] = [
    [
      "AWS's defaults",
      {
        privileged: false,
        readonlyRootFilesystem: false,
        initProcessEnabled: false,
        interactive: false,
        pseudoTerminal: false,
        versionConsistency: "enabled",
        capabilities: {},
        ulimits: [],
        systemControls: {},
        dockerLabels: {},
        environmentFiles: [],
        restartPolicy: { enabled: false },
      },
      {},
    ],
    [
      "the defaults of a restart policy",
      { restartPolicy: { enabled: true, ignoredExitCodes: [], restartAttemptPeriodSeconds: 300 } },
      { restartPolicy: {} },
    ],
    [
      "labels, ulimits and kernel parameters in another order",
      {
        dockerLabels: { b: "2", a: "1" },
        ulimits: [
          { name: "nofile", softLimit: 9 },
          { name: "core", softLimit: 0 },
        ],
        systemControls: { "net.b": "2", "net.a": "1" },
      },
      {
        dockerLabels: { a: "1", b: "2" },
        ulimits: [
          { name: "core", softLimit: 0, hardLimit: 0 },
          { name: "nofile", softLimit: 9 },
        ],
        systemControls: { "net.a": "1", "net.b": "2" },
      },
    ],
  ];
  for (const [change, one, other] of same) {
    it(`pain 20: shows no difference for ${change}`, async () => {
      assert.equal(await text(one), await text(other));
    });
  }

  it("lets the execution role read exactly the environment files", async () => {
    await text({ environmentFiles: [pulumi.output(file)] });
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: unknown[] };
    assert.deepEqual(Statement.slice(-2), [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: [file] },
      { Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: ["arn:aws:s3:::settings"] },
    ]);
  });

  const faults: [Partial<ContainerArgs>, string, RegExp][] = [
    [{ stopTimeout: 121 }, "stopTimeout", /^TaskDefinition "orders": 'stopTimeout' .* got 121; /],
    [{ startTimeout: 1 }, "startTimeout", /'startTimeout' .* got 1; /],
    [{ versionConsistency: "on" }, "versionConsistency", /got "on"; /],
    [{ capabilities: { add: ["ALL"] } }, "capabilities.add", /got "ALL"; /],
    [{ ulimits: [{ name: "x", softLimit: 1 }] }, "ulimits[0].name", /got "x"; /],
    [
      { restartPolicy: { restartAttemptPeriodSeconds: 1 } },
      "restartPolicy.restartAttemptPeriodSeconds",
      /got 1; /,
    ],
    [
      { healthCheck: { command: pulumi.output(["CMD", "true"]), retries: 11 } },
      "healthCheck.retries",
      /got 11; /,
    ],
    [{ systemControls: { "vm.x": "1" } }, "systemControls.vm.x", /got "vm.x"; /],
    [{ environmentFiles: ["a.env"] }, "environmentFiles[0]", /got "a.env"; /],
  ];
  for (const [container, path, message] of faults) {
    it(`refuses ${path} before anything is registered`, () => {
      assert.throws(
        () => new TaskDefinition("orders", { containers: [{ ...app, ...container }] }),
        { propertyPath: `containers[0].${path}`, message },
      );
      assert.deepEqual(mock.resources, []);
    });
  }
});
