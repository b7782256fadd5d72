import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ZoneRoleArgs } from "../../../components/index.js";
import { LoadBalancer, Service } from "../../../components/index.js";
import { zoneRoleProblem } from "../../../components/loadBalancer/rules/zoneRole.js";
import type { MockOptions, PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../support/platform.js";

const RECORD = "aws:route53/record:Record";
const PROVIDER = "pulumi:providers:aws";
const zoneRole: ZoneRoleArgs = { roleArn: "arn:aws:iam::210987654321:role/dns" };
const domain = { name: "api.example.com", zoneId: "Z1", alternativeNames: ["b.example.com"] };
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};

describe("records in another account's zone", () => {
  let mock: PulumiMock;

  async function balancerWith(
    role: ZoneRoleArgs | undefined,
    options: MockOptions = {},
    opts: () => pulumi.ComponentResourceOptions = () => ({}),
  ) {
    mock = await mockPulumi(options);
    const asked = { ...domain, ...(role && { zoneRole: role }) };
    new LoadBalancer("platform", { network, ipAddressType: "dualstack", domain: asked }, opts());
    await mock.settled();
  }

  function recordsOf() {
    return mock.resources.filter(({ type }) => type === RECORD);
  }

  it("are made with the role, and nothing else is", async () => {
    await balancerWith({ ...zoneRole, externalId: "shop" }, { region: "eu-central-1" });
    const provider = mock.resource(PROVIDER, "platform-zone");
    assert.equal(provider.inputs.region, "eu-central-1");
    assert.deepEqual(JSON.parse(String(provider.inputs.assumeRoles)), [
      { roleArn: zoneRole.roleArn, externalId: "shop" },
    ]);
    assert.equal(recordsOf().length, 4);
    for (const { options } of recordsOf()) assert.match(options.provider ?? "", /platform-zone/);
    const others = mock.resources.filter(
      ({ type, options }) => type !== RECORD && options.provider?.includes("platform-zone"),
    );
    assert.deepEqual(others, []);
  });

  it("keep their names and parents with the role and without", async () => {
    await balancerWith(undefined);
    const without = mock.resources.map(({ urn }) => urn);
    assert.equal(without.filter((urn) => urn.includes(PROVIDER)).length, 0);
    await balancerWith(zoneRole);
    const urns = mock.resources.map(({ urn }) => urn).filter((urn) => !urn.includes(PROVIDER));
    assert.deepEqual(urns.sort(), without.sort());
  });

  it("of a service's hosts are made with it, blue/green or not", async () => {
    for (const strategy of ["rolling", "blueGreen"] as const) {
      mock = await mockPulumi();
      const routing = { host: "a.example.com", hosts: ["b.example.com"], zoneId: "Z9", zoneRole };
      new Service("orders", {
        cluster,
        taskDefinition,
        deployment: { strategy },
        loadBalancer: { ref: loadBalancer, healthCheckPath: "/healthz", ...routing },
      });
      await mock.settled();
      assert.equal(recordsOf().length, 2);
      for (const { options } of recordsOf()) assert.match(options.provider ?? "", /orders-zone/);
    }
  });

  it("begin with what the stack's provider begins with, whose accounts they are not bound to", async () => {
    const first = { roleArn: "arn:aws:iam::123456789012:role/deploy" };
    const config = {
      "aws:profile": "ci",
      "aws:assumeRoles": JSON.stringify([first]),
      "aws:allowedAccountIds": JSON.stringify(["123456789012"]),
      "aws:maxRetries": "3",
    };
    await balancerWith(zoneRole, { config });
    const { inputs } = mock.resource(PROVIDER, "platform-zone");
    assert.equal(inputs.profile, "ci");
    assert.equal(inputs.maxRetries, "3");
    assert.equal(inputs.allowedAccountIds, undefined);
    assert.deepEqual(JSON.parse(String(inputs.assumeRoles)), [first, zoneRole]);
  });

  it("begin with what an explicit provider begins with, and send no secret that is nothing", async () => {
    await balancerWith(zoneRole, { region: "us-east-1" }, () => ({
      provider: new Provider("own", { region: "eu-west-1", secretKey: "s3", accessKey: "AK" }),
    }));
    const { inputs, secretInputs } = mock.resource(PROVIDER, "platform-zone");
    assert.equal(inputs.accessKey, "AK");
    assert.ok(secretInputs.includes("secretKey"));
    for (const key of ["token", "profile", "httpProxy"]) assert.ok(!(key in inputs), key);
  });

  it("need a role that STS could give", async () => {
    const cases: [ZoneRoleArgs, string][] = [
      [{ roleArn: "dns" }, "domain.zoneRole.roleArn"],
      [{ roleArn: "arn:aws:iam::210987654321:user/dns" }, "domain.zoneRole.roleArn"],
      [{ ...zoneRole, externalId: "a b" }, "domain.zoneRole.externalId"],
      [{ ...zoneRole, sessionName: "x" }, "domain.zoneRole.sessionName"],
    ];
    mock = await mockPulumi();
    for (const [role, propertyPath] of cases) {
      const args = { network, domain: { ...domain, zoneRole: role } };
      assert.throws(() => new LoadBalancer("platform", args), { propertyPath });
    }
    await mock.settled();
    assert.deepEqual(mock.resources, []);
    for (const partition of ["aws-cn", "aws-us-gov", "aws-eusc", "aws-iso-b"]) {
      const roleArn = `arn:${partition}:iam::210987654321:role/team/dns`;
      assert.equal(zoneRoleProblem({ roleArn }, "zoneRole"), undefined, partition);
    }
  });

  it("need a zone to stand in", async () => {
    mock = await mockPulumi();
    const routing = { ref: loadBalancer, healthCheckPath: "/healthz", host: "a.example.com" };
    const args = { cluster, taskDefinition, loadBalancer: { ...routing, zoneRole } };
    assert.throws(() => new Service("orders", args), {
      message: `Service "orders": 'loadBalancer.zoneRole' makes the records of 'loadBalancer.zoneId', got no 'zoneId'; "Z0123456789ABCDEFGHIJ" works, or leave 'zoneRole' out`,
    });
    await mock.settled();
  });
});
