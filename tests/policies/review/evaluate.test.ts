import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import type { Rule } from "../../../policies/rule.js";
import { rules } from "../../../policies/rules/index.js";

const TODAY = new Date("2026-05-31T12:00:00Z");

const CONTAINER = { name: "app", image: "nginx:1.27", memory: 512 };

function component(name: string, ...containers: object[]): ReviewedResource {
  return {
    urn: `urn:pulumi:prod::shop::slipway:index:TaskDefinition::${name}`,
    type: "slipway:index:TaskDefinition",
    name,
    properties: { cpu: 256, memory: 1024, containers },
  };
}

/** The task definition of a component, or with `below` of nobody's. */
function resource(name: string, containers: unknown, below = "slipway:index:TaskDefinition$") {
  return {
    urn: `urn:pulumi:prod::shop::${below}aws:ecs/taskDefinition:TaskDefinition::${name}`,
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name,
    properties: {
      requiresCompatibilities: ["FARGATE"],
      cpu: "256",
      memory: "1024",
      containerDefinitions: Array.isArray(containers) ? JSON.stringify(containers) : containers,
    },
  };
}

function ruleOf(name: string): Rule {
  const rule = rules.find((candidate) => candidate.name === name);
  assert.ok(rule);
  return rule;
}

const PRIVILEGED = ruleOf("ecs-no-privileged");
const MESSAGE = "container 'app' is privileged: set 'privileged' to false";

function violationsOf(resources: ReviewedResource[], configuration: object = {}) {
  const { violations } = evaluate([PRIVILEGED], resources, configuration, TODAY);
  return violations.map(({ urn, message }) => [urn, message]);
}

describe("evaluate", () => {
  describe("of a value that cannot be read", () => {
    const broken = (name: string) => resource(name, "[{", "");
    const said = (configuration: object, ...resources: ReviewedResource[]) =>
      evaluate(rules, resources, configuration, TODAY)
        .violations.filter(({ message }) => message.includes("text of JSON"))
        .map(({ policy, enforcementLevel, urn }) => ({ policy, enforcementLevel, urn }));

    it("says it once of each resource, by a rule that stops an update", () => {
      const found = said({}, broken("a"), broken("b"));
      assert.equal(found.length, 2);
      assert.deepEqual(new Set(found.map(({ urn }) => urn)).size, 2);
      for (const one of found) {
        assert.equal(one.enforcementLevel, "mandatory");
        assert.equal(ruleOf(one.policy).kind, "invalid");
      }
    });

    it("says it by another rule where that one is off or advisory", () => {
      const [first] = said({}, broken("a"));
      assert.ok(first);
      for (const level of ["disabled", "advisory"]) {
        const [other, ...more] = said({ [first.policy]: level }, broken("a"));
        assert.deepEqual(more, []);
        assert.notEqual(other?.policy, first.policy);
        assert.equal(other?.enforcementLevel, "mandatory");
      }
    });

    it("says each of several", () => {
      const both = { ...broken("a"), properties: { containerDefinitions: "[{", cpu: { a: 1 } } };
      const messages = evaluate(rules, [both], {}, TODAY).violations.map(({ message }) => message);
      assert.equal(messages.filter((message) => message.includes("'cpu'")).length, 1);
      assert.equal(messages.filter((message) => message.includes("text of JSON")).length, 1);
    });
  });

  it("gives violations, undetermined checks and the number of decided checks", () => {
    const resources = [
      component(
        "orders",
        { ...CONTAINER, privileged: true },
        { ...CONTAINER, privileged: UNKNOWN },
      ),
    ];
    assert.deepEqual(evaluate([PRIVILEGED], resources, {}, TODAY), {
      violations: [
        {
          policy: "ecs-no-privileged",
          enforcementLevel: "mandatory",
          kind: "security",
          severity: "high",
          urn: "urn:pulumi:prod::shop::slipway:index:TaskDefinition::orders",
          message: MESSAGE,
          remedy:
            "Leave 'privileged' out of the container, and the capability that the message names out of 'capabilities.add'.",
        },
      ],
      undetermined: [
        {
          policy: "ecs-no-privileged",
          urn: "urn:pulumi:prod::shop::slipway:index:TaskDefinition::orders",
          path: "containers[1].privileged",
        },
      ],
      exempted: [],
      evaluated: 3,
    });
  });

  it("has nothing to say about resources that no rule knows", () => {
    const bucket = { urn: "u", type: "aws:s3/bucket:Bucket", name: "b", properties: UNKNOWN };
    assert.deepEqual(evaluate(rules, [bucket], {}, TODAY), {
      violations: [],
      undetermined: [],
      exempted: [],
      evaluated: 0,
    });
  });

  it("leaves a whole unknown list open once for each rule that reads it", () => {
    const { undetermined, evaluated } = evaluate(
      rules,
      [resource("orders", UNKNOWN, "")],
      {},
      TODAY,
    );
    assert.deepEqual(
      undetermined.map(({ policy, path }) => [policy, path]),
      [
        ["ecs-no-plaintext-secrets", "containerDefinitions"],
        ["ecs-no-privileged", "containerDefinitions"],
        ["ecs-capabilities-limited", "containerDefinitions"],
        ["image-pinned", "containerDefinitions"],
        ["fargate-params-supported", "containerDefinitions"],
        ["task-memory-valid", "containerDefinitions"],
        ["task-memory-limits", "containerDefinitions"],
        ["task-resource-sums", "containerDefinitions"],
        ["task-resource-sums", "containerDefinitions"],
        ["container-graph-valid", "containerDefinitions"],
        ["container-graph-valid", "containerDefinitions"],
        ["container-graph-valid", "containerDefinitions"],
        ["port-mappings-valid", "containerDefinitions"],
        ["network-params-supported", "containerDefinitions"],
        ["awslogs-options-valid", "containerDefinitions"],
        ["awslogs-delivery-safe", "containerDefinitions"],
        ["health-timing-valid", "containerDefinitions"],
        ["roles-and-scaling-consistent", "containerDefinitions"],
        ["draining-order", "containerDefinitions"],
        ["ecs-readonly-root", "containerDefinitions"],
        ["ecs-non-root-user", "containerDefinitions"],
        ["ecs-logging-required", "containerDefinitions"],
      ],
    );
    // The task's size, and what the task says apart from its containers: its name and tags too.
    assert.equal(evaluated, 13);
  });

  it("holds what cannot be read for a violation, and reports it once", () => {
    const broken = resource("orders", "{no json", "");
    assert.deepEqual(violationsOf([broken]), [
      [broken.urn, "'containerDefinitions' must be a text of JSON, got one that does not parse"],
    ]);
    const odd = resource(
      "orders",
      [{ name: "app", privileged: "yes", linuxParameters: "none" }],
      "",
    );
    assert.deepEqual(
      violationsOf([odd]).map(([, message]) => message),
      [
        `'containerDefinitions[0].privileged' must be true or false, got "yes"`,
        `'containerDefinitions[0].linuxParameters' must be a map, got "none"`,
      ],
    );
  });

  it("shows no image that is a secret", () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "registry.example.com/hidden:latest",
    };
    const orders = component("orders", { ...CONTAINER, image: secret });
    const configuration = { "image-pinned": { allowedRegistries: ["*.amazonaws.com"] } };
    const { violations } = evaluate([ruleOf("image-pinned")], [orders], configuration, TODAY);
    assert.deepEqual(
      violations.map(({ message }) => message),
      [
        "container 'app' runs a secret image, whose tag 'latest' moves: pin a version, for example '[secret]:1.2.3'",
        "container 'app' runs a secret image, which is not allowed: take it from '*.amazonaws.com'",
      ],
    );
  });

  it("judges no count below none", () => {
    const service = {
      urn: "urn:pulumi:prod::shop::slipway:index:Service::orders",
      type: "slipway:index:Service",
      name: "orders",
      properties: { scaling: { minCapacity: -1e12, maxCapacity: 3 } },
    };
    const start = Date.now();
    assert.deepEqual(evaluate(rules, [service], {}, TODAY).violations, []);
    assert.ok(Date.now() - start < 1000, "it counts from 0");
  });

  it("passes on a rule's own fault", () => {
    const faulty: Rule = {
      ...PRIVILEGED,
      task: (_task, { check }) => {
        check(() => {
          throw new TypeError("faulty");
        });
      },
    };
    assert.throws(
      () => evaluate([faulty], [component("orders", CONTAINER)], {}, TODAY),
      new TypeError("faulty"),
    );
  });

  it("does not run a disabled rule", () => {
    const resources = [component("orders", { ...CONTAINER, privileged: true })];
    const configuration = { "ecs-no-privileged": "disabled" };
    assert.equal(evaluate([PRIVILEGED], resources, configuration, TODAY).evaluated, 0);
    assert.deepEqual(violationsOf(resources, configuration), []);
  });

  it("reports by the configured level", () => {
    const resources = [component("orders", { ...CONTAINER, privileged: true })];
    const { violations } = evaluate([PRIVILEGED], resources, { all: "advisory" }, TODAY);
    assert.deepEqual(
      violations.map(({ enforcementLevel }) => enforcementLevel),
      ["advisory"],
    );
  });

  it("makes violations of undetermined checks where the configuration demands decisions", () => {
    const orders = component("orders", { ...CONTAINER, privileged: UNKNOWN });
    const configuration = { "slipway-undetermined": "mandatory" };
    const { violations, undetermined } = evaluate([PRIVILEGED], [orders], configuration, TODAY);
    assert.equal(undetermined.length, 1);
    assert.deepEqual(violations, [
      {
        policy: "slipway-undetermined",
        enforcementLevel: "mandatory",
        severity: "low",
        urn: orders.urn,
        message:
          "1 check is undetermined until the update: ecs-no-privileged (containers[0].privileged)",
      },
    ]);
  });
});

describe("evaluate with exemptions", () => {
  const orders = component("orders", { ...CONTAINER, privileged: true });
  const carts = component("carts", CONTAINER);
  const bucket = { urn: "u", type: "aws:s3/bucket:Bucket", name: "orders", properties: {} };
  const exempt = (exemption: object) => ({ "ecs-no-privileged": { exempt: [exemption] } });

  it("lets be what is exempt, and judges the rest", () => {
    const configuration = exempt({ name: "orders", reason: "moves", expires: "2026-05-31" });
    const { violations, evaluated } = evaluate([PRIVILEGED], [orders, carts], configuration, TODAY);
    assert.deepEqual(violations, []);
    assert.equal(evaluated, 2);
  });

  it("reports an exemption that has ended, beside what it no longer covers", () => {
    const ended =
      "the exemption of 'orders' ended on 2026-05-30: remove it, or set 'expires' to a later date";
    const configuration = exempt({ name: "orders", reason: "moves", expires: "2026-05-30" });
    assert.deepEqual(violationsOf([orders, bucket], configuration), [
      [orders.urn, ended],
      [orders.urn, MESSAGE],
    ]);
  });

  it("reports an exemption without a reason of a resource that breaks no rule", () => {
    const configuration = exempt({ name: "carts", expires: "2026-05-31" });
    assert.deepEqual(violationsOf([carts, bucket], configuration), [
      [carts.urn, "the exemption of 'carts' has no reason: set its 'reason'"],
    ]);
  });
});

describe("evaluate of a component and the resource that it makes", () => {
  const privileged = { ...CONTAINER, privileged: true };

  it("says once what both say, in any order", () => {
    const orders = component("orders", privileged);
    const made = resource("orders", [privileged]);
    assert.deepEqual(violationsOf([orders, made]), [[orders.urn, MESSAGE]]);
    assert.deepEqual(violationsOf([made, orders]), [[orders.urn, MESSAGE]]);
  });

  it("says what only the resource says, as after a transform", () => {
    const made = resource("orders", [privileged]);
    assert.deepEqual(violationsOf([component("orders", CONTAINER), made]), [[made.urn, MESSAGE]]);
  });

  it("says what another component's resource says as well", () => {
    const orders = component("orders", privileged);
    const carts = component("carts", CONTAINER);
    const made = resource("carts", [privileged]);
    assert.deepEqual(violationsOf([orders, carts, made]), [
      [orders.urn, MESSAGE],
      [made.urn, MESSAGE],
    ]);
  });

  const open = (...resources: ReviewedResource[]) =>
    evaluate([PRIVILEGED], resources, {}, TODAY).undetermined.map(({ urn }) => urn);

  it("does not count what is not known in the resource", () => {
    assert.deepEqual(open(component("orders", CONTAINER), resource("orders", UNKNOWN)), []);
  });

  it("counts what is not known in a resource that a program put below a component", () => {
    const put = resource("sidecars", UNKNOWN);
    assert.deepEqual(open(component("orders", CONTAINER), put), [put.urn]);
    const inCluster = resource("orders", UNKNOWN, "slipway:index:Cluster$");
    assert.deepEqual(open(component("orders", CONTAINER), inCluster), [inCluster.urn]);
  });

  it("counts what is not known where the engine was not sent the component's arguments", () => {
    const made = resource("orders", UNKNOWN);
    assert.deepEqual(open({ ...component("orders"), properties: {} }, made), [made.urn]);
    assert.deepEqual(open(made), [made.urn]);
    const service = { urn: "u", type: "slipway:index:Service", name: "s", properties: {} };
    const bare = [{ ...component("orders"), properties: {} }, service];
    const judging = ["fargate-task-size-valid", "deployment-can-progress"].map(ruleOf);
    assert.equal(evaluate(judging, bare, {}, TODAY).evaluated, 0);
  });

  it("says once what a scheduled task and its schedule both say", () => {
    const maker = "slipway:index:ScheduledTask";
    const made = "aws:scheduler/schedule:Schedule";
    const urn = `urn:pulumi:dev::shop::${maker}`;
    const networkConfiguration = { assignPublicIp: true };
    const resources = [
      { urn: `${urn}::report`, type: maker, name: "report", properties: networkConfiguration },
      {
        urn: `${urn}$${made}::report`,
        type: made,
        name: "report",
        properties: { target: { ecsParameters: { networkConfiguration } } },
      },
    ];
    const { violations } = evaluate([ruleOf("ecs-no-public-ip")], resources, {}, TODAY);
    assert.deepEqual(
      violations.map((violation) => violation.urn),
      [`${urn}::report`],
    );
  });
});
