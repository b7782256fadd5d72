import assert from "node:assert/strict";

import type { Paint } from "../../../generator/terminal/policyLines.js";
import { policyLines } from "../../../generator/terminal/policyLines.js";
import type { PreviewedResource, PreviewResult } from "../../../generator/offline/previewResult.js";
import { printPreview } from "../../../generator/terminal/printPreview.js";
import { resourceTree } from "../../../generator/terminal/resourceTree.js";
import { shortType } from "../../../generator/terminal/shortType.js";
import { rules } from "../../../policies/pack.js";

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

function resource(
  type: string,
  name: string,
  { parent = STACK, inputs = {} }: Partial<PreviewedResource> = {},
): PreviewedResource {
  return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, parent, inputs };
}

function result(resources: PreviewedResource[], more: Partial<PreviewResult> = {}): PreviewResult {
  const stack = {
    urn: STACK,
    type: "pulumi:pulumi:Stack",
    name: "shop-dev",
    parent: null,
    inputs: {},
  };
  return {
    stack: "dev",
    resources: [stack, ...resources],
    policies: { violations: [], undetermined: [], exempted: [], evaluated: 1 },
    outputs: {},
    ...more,
  };
}

/** What stands right of a component in the tree. */
function description(
  type: string,
  inputs: Record<string, unknown>,
  ...children: PreviewedResource[]
) {
  const component = resource(`slipway:index:${type}`, "orders", { inputs });
  const below = children.map((child) => ({ ...child, parent: component.urn }));
  return resourceTree([component, ...below])[0]?.description ?? "";
}

describe("resourceTree", () => {
  it("hangs each resource below its parent, also one that was registered first", () => {
    const service = resource("slipway:index:Service", "orders");
    const group = resource("aws:lb/targetGroup:TargetGroup", "orders", { parent: service.urn });
    const rule = resource("aws:lb/listenerRule:ListenerRule", "orders", { parent: group.urn });
    const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "orders", {
      parent: service.urn,
    });
    const topic = resource("aws:sns/topic:Topic", "orders");

    const lines = resourceTree(result([group, rule, service, alarm, topic]).resources);

    assert.deepEqual(
      lines.map(({ branches, type }) => branches + type),
      [
        "├─ slipway:Service",
        "│  ├─ aws:lb:TargetGroup",
        "│  │  └─ aws:lb:ListenerRule",
        "│  └─ aws:cloudwatch:MetricAlarm",
        "└─ aws:sns:Topic",
      ],
    );
  });

  it("shows a resource at the top whose parent was only looked up", () => {
    const subnet = resource("aws:ec2/subnet:Subnet", "a", {
      parent: "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::v",
    });
    assert.deepEqual(resourceTree(result([subnet]).resources), [
      { branches: "└─ ", type: "aws:ec2:Subnet", name: "a", description: "" },
    ]);
  });

  it("shortens type tokens", () => {
    const types = [
      "slipway:index:Service",
      "docker-build:index:Image",
      "pulumi:pulumi:StackReference",
      "aws:ecs/taskDefinition:TaskDefinition",
    ];
    assert.deepEqual(types.map(shortType), [
      "slipway:Service",
      "docker-build:Image",
      "pulumi:StackReference",
      "aws:ecs:TaskDefinition",
    ]);
    assert.equal(shortType("pulumi:providers:aws"), "pulumi:providers:aws");
  });
});

describe("descriptions of components", () => {
  for (const type of ["constructor", "__proto__", "toString"]) {
    it(`describes no component of the type ${type}, which every object has`, () => {
      const [line] = resourceTree([{ ...resource("x:index:Y", "a"), type }]);
      assert.equal(line?.description, "");
    });
  }

  it("says how many tasks a service runs and how it is reached", () => {
    const scaling = { minCapacity: 2, maxCapacity: 10 };
    assert.equal(
      description("Service", { scaling, loadBalancer: { path: "/orders/*" } }),
      "2–10 tasks, ALB /orders/*",
    );
    assert.equal(description("Service", {}), "1 task");
    assert.equal(
      description("Service", { schedulingStrategy: "DAEMON" }),
      "1 task on each instance",
    );
    assert.equal(
      description("Service", {
        desiredCount: 3,
        assignPublicIp: true,
        loadBalancer: { host: "a.b" },
      }),
      "3 tasks, ALB a.b/*, public IPs",
    );
    assert.equal(description("Service", { desiredCount: "[unknown]" }), "? tasks");
  });

  it("says that a task runs once, and its program", () => {
    assert.equal(description("Task", {}), "runs once per change");
    const command = ["migrate", "--all"];
    assert.equal(description("Task", { command }), "runs once per change, migrate");
  });

  it("says when a scheduled task runs, and how many at once", () => {
    const schedule = "cron(0 3 * * ? *)";
    assert.equal(description("ScheduledTask", { schedule }), "cron(0 3 * * ? *), 1 task");
    assert.equal(
      description("ScheduledTask", {
        schedule,
        timeZone: "Europe/Berlin",
        taskCount: 2,
        enabled: false,
      }),
      "cron(0 3 * * ? *) Europe/Berlin, 2 tasks, disabled",
    );
  });

  it("says which size was chosen for a task", () => {
    const chosen = resource("aws:ecs/taskDefinition:TaskDefinition", "orders", {
      inputs: { cpu: "256", memory: "512" },
    });
    const containers = [{ name: "web" }, { name: "proxy" }];
    assert.equal(
      description("TaskDefinition", { containers }, chosen),
      "256 CPU, 512 MiB, web + proxy",
    );
    assert.equal(description("TaskDefinition", { containers: "[unknown]" }), "? CPU, ? MiB");
  });

  const memories: [object[] | string, string][] = [
    [[{ memory: 1300 }], "256 CPU, 2048 MiB (748 unused)"],
    [[{ memory: 1300 }, { memory: 748 }], "256 CPU, 2048 MiB"],
    [[{ memory: 1300 }, {}], "256 CPU, 2048 MiB"],
    ["[unknown]", "256 CPU, 2048 MiB"],
  ];
  for (const [containers, expected] of memories) {
    it(`says what no container may use of a task with ${JSON.stringify(containers)}`, () => {
      const containerDefinitions =
        typeof containers === "string" ? containers : JSON.stringify(containers);
      const chosen = resource("aws:ecs/taskDefinition:TaskDefinition", "orders", {
        inputs: { cpu: "256", memory: "2048", containerDefinitions },
      });
      assert.equal(description("TaskDefinition", {}, chosen), expected);
    });
  }

  it("says what networks, clusters, load balancers and images are", () => {
    assert.equal(description("Network", {}), "10.0.0.0/16, 2 zones, one NAT gateway");
    assert.equal(
      description("Network", {
        cidrBlock: "10.1.0.0/16",
        availabilityZoneCount: 3,
        natGateways: "none",
      }),
      "10.1.0.0/16, 3 zones, no NAT",
    );
    assert.equal(description("Network", { vpc: { id: "vpc-1" } }), "existing VPC vpc-1");
    assert.equal(description("Cluster", {}), "FARGATE");
    const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };
    assert.equal(
      description("Cluster", { instanceGroups: [workers] }),
      "FARGATE, workers 0–4 m7i.large",
    );
    const share = (capacityProvider: string, weight: number) => ({ capacityProvider, weight });
    assert.equal(
      description("Cluster", {
        defaultCapacityProviderStrategies: [share("FARGATE", 1), share("FARGATE_SPOT", 3)],
      }),
      "FARGATE 1, FARGATE_SPOT 3",
    );
    assert.equal(
      description("Cluster", {
        defaultCapacityProviderStrategies: [share("FARGATE", 0), share("FARGATE_SPOT", 3)],
      }),
      "FARGATE_SPOT",
    );
    assert.equal(description("LoadBalancer", {}), "internal, HTTP, open to nobody");
    assert.equal(
      description("LoadBalancer", {
        internal: false,
        certificateArn: "arn",
        ingressCidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"],
      }),
      "internet-facing, HTTPS, open to 10.0.0.0/8, 192.168.0.0/16",
    );
    assert.equal(
      description("DockerImage", { context: "..", architecture: "arm64" }),
      "built from .., arm64",
    );
    assert.equal(description("DockerImage", { image: "nginx:1.27" }), "nginx:1.27, amd64");
  });
});

describe("policyLines", () => {
  const urn = "urn:pulumi:dev::shop::aws:ecs/service:Service::orders";
  const finding = { urn, severity: "high", message: "too loud" } as const;

  it("counts violations, advice and undetermined checks apart, violations first", () => {
    const lines = policyLines({
      violations: [
        { ...finding, policy: "quiet", enforcementLevel: "advisory" },
        { ...finding, policy: "silent", enforcementLevel: "mandatory" },
      ],
      undetermined: [{ policy: "unclear", urn, path: "containers[0].image" }],
      exempted: [],
      evaluated: 42,
    });
    assert.deepEqual(lines, [
      `Policies  ${rules.length} rules, 42 checks: 1 violation, 1 advice, 1 undetermined`,
      "  violation  silent (high)  orders: too loud",
      "  advice  quiet (high)  orders: too loud",
      "  undetermined  unclear  orders: 'containers[0].image' is not known before the update",
    ]);
  });

  it("says what to do about a violation of a rule of the pack", () => {
    const [rule] = rules;
    assert.ok(rule);
    const { name: policy, remediationSteps } = rule;
    const violations = [{ ...finding, policy, enforcementLevel: "mandatory" as const }];
    const lines = policyLines({ violations, undetermined: [], exempted: [], evaluated: 1 });
    assert.equal(lines[2], `    ${remediationSteps}`);
  });
});

describe("printPreview", () => {
  it("aligns descriptions, and shortens outputs that are longer than a terminal", () => {
    const service = resource("slipway:index:Service", "orders");
    const outputs = { long: "x".repeat(300), url: "http://orders" };
    assert.deepEqual(printPreview(result([service], { outputs }), "offline").split("\n"), [
      `dev (offline)${" ".repeat(37)}1 resource`,
      `└─ slipway:Service orders${" ".repeat(25)}1 task`,
      `Policies  ${rules.length} rules, 1 check: 0 violations, 0 advice, 0 undetermined`,
      "Outputs",
      `  long  ${"x".repeat(151)}…`,
      "  url   http://orders",
    ]);
  });

  it("paints nothing but what it is told to", () => {
    const mark = (letter: string) => (text: string) => `<${letter}>${text}</${letter}>`;
    const paint: Paint = {
      strong: mark("b"),
      faint: mark("i"),
      alarming: mark("r"),
      warning: mark("y"),
    };
    const [title, line] = printPreview(
      result([resource("aws:sns/topic:Topic", "t")]),
      "offline",
      paint,
    ).split("\n");
    assert.match(title ?? "", /^<b>dev \(offline\)<\/b> +1 resource$/);
    assert.equal(line, "<i>└─ </i>aws:sns:Topic <b>t</b>");
  });
});
