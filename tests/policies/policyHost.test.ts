import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as proto from "@pulumi/pulumi/proto/analyzer_pb";

import { rules } from "../../policies/rules/index.js";
import { HOST_UNKNOWN } from "./hostProxy.js";
import { PolicyHost } from "./policyHost.js";

const ROOT = join(__dirname, "../../..");
const { ADVISORY, MANDATORY } = proto.EnforcementLevel;

/** A container that breaks no rule. */
const SOUND = {
  name: "app",
  image: "nginx:1.27",
  memory: 512,
  user: "1000",
  readonlyRootFilesystem: true,
};

/** On instances, where only `ecs-no-privileged` minds what these tests ask for. */
function task(name: string, ...containers: object[]) {
  return {
    urn: `urn:pulumi:prod::shop::slipway:index:TaskDefinition::${name}`,
    type: "slipway:index:TaskDefinition",
    name,
    properties: { requiresCompatibilities: ["EC2"], cpu: 256, memory: 1024, containers },
  };
}

function versionOf(folder: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")).version;
}

describe("the policy pack in Pulumi's policy host", () => {
  let host: PolicyHost;
  before(async function () {
    this.timeout(60_000);
    host = await PolicyHost.start("policies");
  });
  after(() => host.stop());

  it("is named, has the package's version and all policies", async () => {
    const info = await host.info();
    assert.equal(info.name, "slipway");
    assert.equal(info.version, versionOf("."));
    assert.deepEqual(
      info.policiesList.map(({ name }) => name),
      [...rules.map(({ name }) => name), "slipway-exemptions", "slipway-undetermined"],
    );
  });

  it("tells of a policy all that its rule says", async () => {
    const { policiesList } = await host.info();
    const policy = policiesList.find(({ name }) => name === "ecs-no-privileged");
    assert.ok(policy);
    const rule = rules.find(({ name }) => name === "ecs-no-privileged");
    assert.equal(policy.description, `[security] ${rule?.description ?? ""}`);
    assert.equal(policy.enforcementlevel, MANDATORY);
    assert.equal(policy.severity, proto.PolicySeverity.POLICY_SEVERITY_HIGH);
    assert.equal(policy.remediationSteps, rule?.remediationSteps);
    assert.equal(policy.url, rule?.url);
    assert.deepEqual(policy.tagsList, ["kind:security", ...(rule?.sources ?? [])]);
    assert.deepEqual(policy.framework, {
      name: "AWS Foundational Security Best Practices",
      version: "1.0.0",
      reference: "ECS.4",
      specification: "ECS containers should run as non-privileged",
    });
    const schema = JSON.stringify(policy.configschema);
    for (const word of ["allowedCapabilities", "exempt", "reason", "expires"]) {
      assert.ok(schema.includes(word), `the schema has ${word}`);
    }
    assert.equal(schema.includes("example"), false);
  });

  it("reports a violation beside a container with an unknown value", async () => {
    const orders = task(
      "orders",
      { ...SOUND, privileged: HOST_UNKNOWN },
      { ...SOUND, name: "sidecar", privileged: true },
    );
    assert.deepEqual(await host.analyze(orders), [
      {
        policy: "ecs-no-privileged",
        level: MANDATORY,
        urn: "",
        message: "container 'sidecar' is privileged: set 'privileged' to false",
      },
    ]);
    assert.deepEqual(await host.analyzeStack(), [
      {
        policy: "slipway-undetermined",
        level: ADVISORY,
        urn: orders.urn,
        message:
          "1 check is undetermined until the update: ecs-no-privileged (containers[0].privileged)",
      },
    ]);
  });

  it("forgets what was unknown once it is known", async () => {
    assert.deepEqual(await host.analyze(task("orders", SOUND)), []);
    assert.deepEqual(await host.analyzeStack(), []);
  });

  it("says a violation of a component once, and leaves open nothing of the resource it makes", async () => {
    const carts = task("carts", { ...SOUND, privileged: true });
    const made = {
      urn: "urn:pulumi:prod::shop::slipway:index:TaskDefinition$aws:ecs/taskDefinition:TaskDefinition::carts",
      type: "aws:ecs/taskDefinition:TaskDefinition",
      name: "carts",
    };
    // A component fills in the log.
    const log = { logDriver: "splunk" };
    const definitions = JSON.stringify([{ ...SOUND, privileged: true, logConfiguration: log }]);
    assert.equal((await host.analyze(carts)).length, 1);
    assert.deepEqual(
      await host.analyze({ ...made, properties: { containerDefinitions: definitions } }),
      [],
    );
    assert.deepEqual(
      await host.analyze({ ...made, properties: { containerDefinitions: HOST_UNKNOWN } }),
      [],
    );
    assert.deepEqual(await host.analyzeStack(), []);
  });

  it("judges a stack by its inputs, as the provider answers with less before the update", async () => {
    const urnOf = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
    const vpc = { type: "aws:ec2/vpc:Vpc", name: "vpc" };
    const subnet = { type: "aws:ec2/subnet:Subnet", name: "inner" };
    const orders = { type: "aws:ecs/service:Service", name: "orders" };
    const sent = [
      { ...vpc, properties: { cidrBlock: "10.0.0.0/16" }, dependencies: {} },
      {
        ...subnet,
        properties: { vpcId: HOST_UNKNOWN },
        dependencies: { vpcId: [urnOf(vpc.type, vpc.name)] },
      },
      {
        ...orders,
        properties: {
          launchType: "FARGATE",
          desiredCount: 1,
          deploymentCircuitBreaker: { enable: true, rollback: true },
          networkConfiguration: { subnets: [HOST_UNKNOWN] },
        },
        dependencies: { networkConfiguration: [urnOf(subnet.type, subnet.name)] },
      },
    ].map((resource) => ({ ...resource, urn: urnOf(resource.type, resource.name) }));
    for (const resource of sent) assert.deepEqual(await host.analyze(resource), []);
    const answered = sent.map((resource) => ({ ...resource, properties: { id: HOST_UNKNOWN } }));
    const said = await host.analyzeStack(answered);
    assert.deepEqual(
      said.map(({ policy, level, urn }) => ({ policy, level, urn })),
      [
        {
          policy: "private-subnet-reachability",
          level: MANDATORY,
          urn: urnOf(orders.type, orders.name),
        },
      ],
    );
    const exempt = [{ name: "orders", reason: "moves in May", expires: "9999-12-31" }];
    await host.configure({ "private-subnet-reachability": { exempt } });
    assert.deepEqual(
      (await host.analyzeStack(answered)).map(({ policy, message }) => [
        policy,
        message.split(":")[0],
      ]),
      [
        [
          "slipway-exemptions",
          'exempt from private-subnet-reachability until 9999-12-31, as "moves in May"',
        ],
        [
          "slipway-exemptions",
          "the exemption of 'orders' from 'private-subnet-reachability' holds until 9999-12-31, more than two years",
        ],
      ],
    );
    await host.configure({});
  });

  it("judges what a stack costs, before the update and with what is not known yet", async () => {
    const sent = [
      { type: "pulumi:pulumi:Stack", name: "shop-prod", properties: {}, dependencies: {} },
      {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        name: "orders",
        properties: { family: "orders", cpu: "256", memory: "512", region: "us-east-1" },
        dependencies: {},
      },
      {
        type: "aws:ecs/service:Service",
        name: "orders",
        properties: {
          launchType: "FARGATE",
          desiredCount: 2,
          taskDefinition: HOST_UNKNOWN,
          region: "us-east-1",
        },
        dependencies: {},
      },
    ].map((one) => ({ ...one, urn: `urn:pulumi:prod::shop::${one.type}::${one.name}` }));
    await host.configure({ "cost-budget": { monthlyMaximum: 18 } });
    for (const resource of sent) await host.analyze(resource);
    const said = await host.analyzeStack(sent.map((one) => ({ ...one, properties: {} })));
    assert.deepEqual(
      said.flatMap(({ policy, urn, message }) =>
        policy === "cost-budget" ? [{ urn, message }] : [],
      ),
      [
        {
          urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
          message:
            "the stack must cost at most $18.00 a month ('monthlyMaximum'), got $18.02 expected: 'orders' $18.02",
        },
      ],
    );
    await host.configure({});
  });

  it("takes parameters and exemptions from the engine's configuration", async () => {
    await host.configure({ "ecs-no-privileged": { allowedCapabilities: ["SYS_MODULE"] } });
    const traced = (...add: string[]) =>
      task("traced", { ...SOUND, linuxParameters: { capabilities: { add } } });
    assert.deepEqual(await host.analyze(traced("SYS_MODULE")), []);
    assert.deepEqual(
      (await host.analyze(traced("SYS_ADMIN"))).map(({ message }) => message),
      [
        "container 'app' adds Linux capabilities that give all rights of its host: remove 'SYS_ADMIN' from 'capabilities.add'",
      ],
    );
    const exempt = [{ name: "traced", reason: "moves in May", expires: "9999-12-31" }];
    await host.configure({ "ecs-no-privileged": { exempt } });
    assert.deepEqual(await host.analyze(traced("SYS_ADMIN")), []);
  });

  it("fails with one line on a configuration that it does not understand", async () => {
    await host.configure({ "ecs-no-privileged": { allowed: [] } });
    await assert.rejects(host.analyze(task("orders", SOUND)), (error: Error) => {
      assert.match(
        error.message,
        /policy configuration: 'ecs-no-privileged' has no 'allowed'; it has 'enforcementLevel', 'allowedCapabilities', 'exempt'$/,
      );
      return true;
    });
  });
});

describe("the policy pack's folder", () => {
  it("has the package's version", () => {
    assert.equal(versionOf("policies"), versionOf("."));
  });
});

describe("the policy pack of a project with slipway.policies.yaml", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-pack-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\n");
    writeFileSync(
      join(folder, "slipway.policies.yaml"),
      `image-pinned: { requireDigest: true }
exempt: [{ policies: [ECS.2], name: edge, reason: faces the internet, expires: 2027-01-01 }]
environments:
  prod-*: { profile: hardened }
`,
    );
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [stack, level] of [
    ["prod-eu", proto.EnforcementLevel.MANDATORY],
    ["dev", proto.EnforcementLevel.ADVISORY],
  ] as const) {
    it(`tells the engine what the file says for ${stack}`, async function () {
      this.timeout(60_000);
      const host = await PolicyHost.start("policies", { PWD: folder, PULUMI_NODEJS_STACK: stack });
      try {
        const { initialconfigMap } = await host.info();
        const config = new Map(initialconfigMap);
        assert.equal(config.get("image-pinned")?.enforcementlevel, level);
        const properties = JSON.stringify(config.get("image-pinned")?.properties);
        assert.match(properties, /requireDigest[^}]*true/);
        assert.match(JSON.stringify(config.get("ecs-no-public-ip")?.properties), /edge/);
        assert.doesNotMatch(JSON.stringify(config.get("image-pinned")?.properties), /edge/);
      } finally {
        await host.stop();
      }
    });
  }
});
