import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { LoadBalancer } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { network } from "../support/platform.js";

const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

describe("LoadBalancer", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  it("is internal by default, and nobody may connect", async () => {
    const { ref } = new LoadBalancer("platform", { network });
    await valueOf(pulumi.output(ref));
    await mock.settled();
    assert.deepEqual(mock.resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:ec2/securityGroup:SecurityGroup platform",
      "aws:lb/listener:Listener platform-http",
      "aws:lb/loadBalancer:LoadBalancer platform",
      "slipway:index:LoadBalancer platform",
    ]);
    const { name, subnets, internal, dropInvalidHeaderFields, desyncMitigationMode } =
      mock.resource("aws:lb/loadBalancer:LoadBalancer").inputs;
    assert.match(String(name), /^platform-stack-project-[0-9a-f]{8}$/);
    assert.deepEqual(subnets, network.privateSubnetIds);
    assert.deepEqual(
      [internal, dropInvalidHeaderFields, desyncMitigationMode],
      [true, true, "defensive"],
    );
  });

  it("answers 404 to what no service takes", async () => {
    new LoadBalancer("platform", { network });
    await mock.settled();
    const { port, protocol, defaultActions } = mock.resource(LISTENER).inputs;
    assert.deepEqual([port, protocol], [80, "HTTP"]);
    assert.deepEqual(defaultActions, [
      {
        type: "fixed-response",
        fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
      },
    ]);
  });

  it("speaks HTTPS with a certificate, and redirects HTTP there", async () => {
    const { ref } = new LoadBalancer("platform", { network, certificateArn: "arn:certificate" });
    await mock.settled();
    const https = mock.resource(LISTENER, "platform-https").inputs;
    assert.deepEqual(
      [https.port, https.protocol, https.certificateArn, https.sslPolicy],
      [443, "HTTPS", "arn:certificate", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"],
    );
    const http = mock.resource(LISTENER, "platform-http").inputs;
    assert.deepEqual(http.defaultActions, [
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } },
    ]);
    const known = await valueOf(pulumi.output(ref));
    assert.equal(known.protocol, "HTTPS");
    assert.match(known.listenerArn, /:listener\//);
  });

  it("opens the ports that it has to the ranges that are named", async () => {
    const ingressCidrBlocks = ["192.0.2.0/24", "0.0.0.0/0"];
    const certificateArn = "arn:certificate";
    new LoadBalancer("platform", { network, internal: false, ingressCidrBlocks, certificateArn });
    await mock.settled();
    const rules = mock.resources.filter(({ type }) => type === INGRESS);
    assert.deepEqual(
      rules.map(({ inputs }) => [
        inputs.cidrIpv4,
        inputs.fromPort,
        inputs.toPort,
        inputs.ipProtocol,
      ]),
      [
        ["192.0.2.0/24", 80, 80, "tcp"],
        ["0.0.0.0/0", 80, 80, "tcp"],
        ["192.0.2.0/24", 443, 443, "tcp"],
        ["0.0.0.0/0", 443, 443, "tcp"],
      ],
    );
    const balancer = mock.resource("aws:lb/loadBalancer:LoadBalancer").inputs;
    assert.deepEqual(balancer.subnets, network.publicSubnetIds);
  });

  it("has another name when a field changes that replaces it", async () => {
    new LoadBalancer("platform", { network });
    await mock.settled();
    const before = mock.resource("aws:lb/loadBalancer:LoadBalancer").inputs.name;
    mock = await mockPulumi();
    new LoadBalancer("platform", { network, internal: false });
    await mock.settled();
    assert.notEqual(mock.resource("aws:lb/loadBalancer:LoadBalancer").inputs.name, before);
  });

  for (const cidr of ["anywhere", "10.0.0.0", "10.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "::/0"]) {
    it(`refuses to open to ${cidr}`, () => {
      assert.throws(() => new LoadBalancer("platform", { network, ingressCidrBlocks: [cidr] }), {
        propertyPath: "ingressCidrBlocks[0]",
        message: `LoadBalancer "platform": 'ingressCidrBlocks' must hold IPv4 ranges, got "${cidr}"; "10.0.0.0/8" works`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
