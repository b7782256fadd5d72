import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { LoadBalancerArgs } from "../../../components/index.js";
import {
  LoadBalancer,
  NetworkLoadBalancer,
  Service,
  TlsPolicy,
} from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster, network } from "../support/platform.js";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const RECORD = "aws:route53/record:Record";
const domain = { name: "api.example.com", zoneId: "Z1", alternativeNames: ["*.example.com"] };

describe("settings of a LoadBalancer", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  async function make(args: Partial<LoadBalancerArgs> = {}) {
    const { ref } = new LoadBalancer("platform", { network, ...args });
    await mock.settled();
    return valueOf(pulumi.output(ref));
  }
  const namesOf = (type: string) =>
    mock.resources
      .filter((resource) => resource.type === type)
      .map(({ name }) => name)
      .sort();

  it("has security groups of the program's own in the place of the one that is made", async () => {
    const securityGroupIds = ["sg-own", pulumi.output("sg-audit")];
    const ref = await make({ securityGroupIds, ingressCidrBlocks: ["10.0.0.0/8"] });
    const other = new NetworkLoadBalancer("streams", { network, securityGroupIds });
    await mock.settled();
    assert.equal(ref.securityGroupId, "sg-own");
    assert.equal(await valueOf(pulumi.output(other.ref.securityGroupId)), "sg-own");
    assert.deepEqual(namesOf("aws:ec2/securityGroup:SecurityGroup"), []);
    for (const name of ["platform", "streams"]) {
      const { securityGroups } = mock.resource(BALANCER, name).inputs;
      assert.deepEqual(securityGroups, ["sg-own", "sg-audit"]);
    }
    assert.equal(mock.resource(INGRESS).inputs.securityGroupId, "sg-own");
    for (const Balancer of [LoadBalancer, NetworkLoadBalancer]) {
      const make = () => new Balancer("none", { network, securityGroupIds: [] });
      assert.throws(make, { propertyPath: "securityGroupIds" });
    }
  });

  it("listens at a port of its own, and there alone", async () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    const ref = await make({ certificateArn, port: 9443, ingressCidrBlocks: ["10.0.0.0/8"] });
    new LoadBalancer("plain", { network, port: 8080, testListener: { port: 8081 } });
    await mock.settled();
    assert.deepEqual(namesOf(LISTENER), ["plain-http", "plain-test", "platform-https"]);
    const { port, protocol } = mock.resource(LISTENER, "platform-https").inputs;
    assert.deepEqual([port, protocol, ref.port], [9443, "HTTPS", 9443]);
    assert.equal(mock.resource(LISTENER, "plain-http").inputs.port, 8080);
    assert.deepEqual(namesOf(INGRESS), ["platform-9443-10-0-0-0-8"]);
    const taskDefinition = {
      arn: "arn:task",
      family: "orders",
      containers: [{ name: "orders", ports: [80] }],
    };
    const urlRewrite = { regex: "^/orders/(.*)$", replace: "/$1" };
    const { url } = new Service("orders", {
      cluster,
      taskDefinition,
      loadBalancer: { ref, path: "/orders/*", healthCheckPath: "/", urlRewrite },
    });
    assert.match(String(await valueOf(pulumi.output(url))), /^https:\/\/[^/]+:9443\/orders\/$/);
    await mock.settled();
    const rule = mock.resource("aws:lb/listenerRule:ListenerRule").inputs;
    assert.deepEqual(rule.transforms, [
      { type: "url-rewrite", urlRewriteConfig: { rewrite: urlRewrite } },
    ]);
  });

  it("refuses ports that are none, or taken", () => {
    const faults: [Partial<LoadBalancerArgs>, string, RegExp][] = [
      [{ port: 0 }, "port", /from 1 to 65535, got 0; 8080 works$/],
      [{ port: 8080, testListener: {} }, "testListener.port", /got 8080; 8443 works$/],
      [{ port: 8443, testListener: { port: 8443 } }, "testListener.port", /; 8444 works$/],
    ];
    for (const [args, propertyPath, message] of faults) {
      const make = () => new LoadBalancer("platform", { network, ...args });
      assert.throws(make, { propertyPath, message });
    }
  });

  it("gets a certificate for its domain, and shows it when it is valid", async () => {
    const { protocol, domainName } = await make({ domain });
    assert.deepEqual([protocol, domainName], ["HTTPS", "api.example.com"]);
    const certificate = mock.resource("aws:acm/certificate:Certificate").inputs;
    assert.deepEqual(certificate, {
      domainName: "api.example.com",
      subjectAlternativeNames: ["*.example.com"],
      validationMethod: "DNS",
    });
    assert.deepEqual(namesOf(RECORD), [
      "platform",
      "platform-api.example.com",
      "platform-example.com",
    ]);
    const proof = mock.resource(RECORD, "platform-example.com").inputs;
    assert.match(String(proof.name), /^_[0-9a-f]{32}\.example\.com\.$/);
    assert.deepEqual(
      [proof.type, proof.zoneId, proof.ttl, proof.allowOverwrite],
      ["CNAME", "Z1", 300, true],
    );
    assert.match(String(proof.records), /\.acm-validations\.aws\.$/);
    const validation = mock.resource("aws:acm/certificateValidation:CertificateValidation");
    assert.equal((validation.inputs.validationRecordFqdns as string[]).length, 2);
    const https = mock.resource(LISTENER, "platform-https");
    assert.equal(https.inputs.certificateArn, validation.inputs.certificateArn);
    assert.ok(https.options.dependsOn?.includes(validation.urn));
  });

  it("has no address by a wildcard", async () => {
    const ref = await make({ domain: { name: "*.example.com", zoneId: "Z1" } });
    assert.equal("domainName" in ref, false);
    assert.equal(mock.resource(RECORD, "platform").inputs.name, "*.example.com");
  });

  it("leads its domain to itself, by IPv6 too where it has it", async () => {
    const { dnsName, zoneId } = await make({ domain, ipAddressType: "dualstack" });
    for (const [name, type] of [
      ["platform", "A"],
      ["platform-ipv6", "AAAA"],
    ] as const) {
      const record = mock.resource(RECORD, name).inputs;
      assert.deepEqual([record.name, record.type, record.zoneId], ["api.example.com", type, "Z1"]);
      assert.deepEqual(record.aliases, [{ name: dnsName, zoneId, evaluateTargetHealth: true }]);
    }
    assert.equal(mock.resource(BALANCER).inputs.ipAddressType, "dualstack");
  });

  it("shows further certificates, and speaks the policy of TLS that it is told", async () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/one";
    const further = ["arn:aws:acm:us-east-1:123456789012:certificate/two", pulumi.output("arn:3")];
    await make({
      certificateArn,
      additionalCertificateArns: further,
      sslPolicy: TlsPolicy.Tls13PostQuantum,
    });
    const type = "aws:lb/listenerCertificate:ListenerCertificate";
    assert.deepEqual(namesOf(type), ["platform-1", "platform-two"]);
    assert.equal(mock.resource(type, "platform-two").inputs.certificateArn, further[0]);
    const { sslPolicy } = mock.resource(LISTENER, "platform-https").inputs;
    assert.equal(sslPolicy, "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09");
  });

  it("has a test listener that is closed until it is opened", async () => {
    const { testListenerArn, listenerArn } = await make({ testListener: {} });
    assert.deepEqual(namesOf(LISTENER), ["platform-http", "platform-test"]);
    assert.equal(mock.resource(LISTENER, "platform-test").inputs.port, 8080);
    assert.deepEqual(namesOf(INGRESS), []);
    assert.match(String(testListenerArn), /:listener\//);
    assert.notEqual(testListenerArn, listenerArn);
  });

  it("speaks TLS on the test listener too, with each certificate", async () => {
    await make({
      certificateArn: "arn:certificate",
      additionalCertificateArns: ["arn:certificate/two"],
      testListener: { ingressCidrBlocks: ["10.0.0.0/8"] },
    });
    const { port, protocol, certificateArn } = mock.resource(LISTENER, "platform-test").inputs;
    assert.deepEqual([port, protocol, certificateArn], [8443, "HTTPS", "arn:certificate"]);
    assert.deepEqual(namesOf(INGRESS), ["platform-8443-10-0-0-0-8"]);
    assert.deepEqual(namesOf("aws:lb/listenerCertificate:ListenerCertificate"), [
      "platform-test-two",
      "platform-two",
    ]);
  });

  it("has no test listener unless it is asked for", async () => {
    const ref = await make();
    assert.equal("testListenerArn" in ref, false);
  });

  it("opens to IPv6 ranges, prefix lists and security groups", async () => {
    await make({
      ipAddressType: "dualstack",
      ingressIpv6CidrBlocks: ["2001:db8::/32"],
      ingressPrefixListIds: ["pl-1"],
      ingressSecurityGroupIds: ["sg-1", pulumi.output("sg-2")],
    });
    const rules = mock.resources
      .filter(({ type }) => type === INGRESS)
      .map(({ name, inputs }) => {
        const { cidrIpv6, prefixListId, referencedSecurityGroupId, fromPort } = inputs;
        return [name, cidrIpv6 ?? prefixListId ?? referencedSecurityGroupId, fromPort];
      });
    assert.deepEqual(rules, [
      ["platform-80-2001-db8---32", "2001:db8::/32", 80],
      ["platform-80-pl-1", "pl-1", 80],
      ["platform-80-sg-1", "sg-1", 80],
      ["platform-80-group-1", "sg-2", 80],
    ]);
  });

  it("writes its log to a bucket that is encrypted, closed, and emptied by age", async () => {
    await make({ accessLogs: { prefix: "web", retentionDays: 30 } });
    const bucket = mock.resource("aws:s3/bucket:Bucket").inputs;
    assert.match(String(bucket.bucket), /^platform-logs-stack-project-[0-9a-f]{8}$/);
    assert.equal(bucket.forceDestroy, false);
    const of = { bucket: bucket.bucket };
    assert.deepEqual(
      mock.resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs,
      {
        ...of,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    );
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(mock.resource(encryption).inputs, {
      ...of,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    assert.deepEqual(mock.resource(lifecycle).inputs, {
      ...of,
      rules: [
        { id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days: 30 } },
      ],
    });
    const policy = mock.resource("aws:s3/bucketPolicy:BucketPolicy");
    assert.match(String(policy.inputs.policy), /\/web\/AWSLogs\/123456789012\/\*"/);
    const balancer = mock.resource(BALANCER);
    assert.deepEqual(balancer.inputs.accessLogs, { enabled: true, ...of, prefix: "web" });
    assert.ok(balancer.options.dependsOn?.includes(policy.urn));
  });

  it("writes its log to a bucket that is given", async () => {
    await make({ accessLogs: { bucket: "central-logs" } });
    assert.deepEqual(mock.resource(BALANCER).inputs.accessLogs, {
      enabled: true,
      bucket: "central-logs",
    });
    assert.deepEqual(namesOf("aws:s3/bucket:Bucket"), []);
  });

  it("has its requests judged by a web ACL", async () => {
    const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1";
    const { arn } = await make({ webAclArn });
    const { inputs } = mock.resource("aws:wafv2/webAclAssociation:WebAclAssociation");
    assert.deepEqual(inputs, { resourceArn: arn, webAclArn });
  });

  it("takes an idle timeout and keeps the Host header", async () => {
    await make({ idleTimeoutSeconds: 4000, preserveHostHeader: true });
    const { idleTimeout, preserveHostHeader } = mock.resource(BALANCER).inputs;
    assert.deepEqual([idleTimeout, preserveHostHeader], [4000, true]);
  });

  const faults: [Partial<LoadBalancerArgs>, string, string][] = [
    [
      { idleTimeoutSeconds: 4001 },
      "idleTimeoutSeconds",
      "'idleTimeoutSeconds' must be a whole number from 1 to 4000, got 4001; 60 works",
    ],
    [
      { domain, certificateArn: "arn:certificate" },
      "domain",
      "'domain' gets a certificate of its own, and 'certificateArn' is given too; leave one out, or give the other in 'additionalCertificateArns'",
    ],
    [
      { additionalCertificateArns: ["arn:certificate"] },
      "additionalCertificateArns",
      "'additionalCertificateArns' needs a first certificate, got none; give it in 'certificateArn', or a 'domain'",
    ],
    [
      { sslPolicy: TlsPolicy.Tls13 },
      "sslPolicy",
      "'sslPolicy' needs a listener with TLS; give 'certificateArn' or a 'domain', or leave it out",
    ],
    [
      { domain: { name: "api", zoneId: "Z1" } },
      "domain.name",
      `'domain.name' must be a domain name of at most 64 characters, got "api"; "api.example.com" works`,
    ],
    [
      { ingressIpv6CidrBlocks: ["::/0"] },
      "ipAddressType",
      `'ipAddressType' must be "dualstack" where 'ingressIpv6CidrBlocks' is given, got "ipv4"; nobody could connect by IPv6`,
    ],
    [
      { ingressIpv6CidrBlocks: ["10.0.0.0/8"] },
      "ingressIpv6CidrBlocks[0]",
      `'ingressIpv6CidrBlocks' must hold IPv6 ranges, got "10.0.0.0/8"; "2001:db8::/32" works`,
    ],
    [
      { testListener: { port: 80 } },
      "testListener.port",
      "'testListener.port' must be a port that no other listener has, got 80; 8443 works",
    ],
    [
      { testListener: { port: 0 } },
      "testListener.port",
      "'testListener.port' must be a whole number from 1 to 65535, got 0; 8443 works",
    ],
    [
      { testListener: { ingressCidrBlocks: ["anywhere"] } },
      "testListener.ingressCidrBlocks[0]",
      `'testListener.ingressCidrBlocks' must hold IPv4 ranges, got "anywhere"; "10.0.0.0/8" works`,
    ],
    [
      { accessLogs: { prefix: "/web" } },
      "accessLogs.prefix",
      `'accessLogs.prefix' must have no slash at its ends and not hold "AWSLogs", got "/web"; "load-balancer" works`,
    ],
    [
      { accessLogs: { retentionDays: 0 } },
      "accessLogs.retentionDays",
      "'accessLogs.retentionDays' must be a whole number from 1 to 2147483647, got 0; 90 works",
    ],
    [
      { accessLogs: { retentionDays: 1e16 } },
      "accessLogs.retentionDays",
      "'accessLogs.retentionDays' must be a whole number from 1 to 2147483647, got 10000000000000000; 90 works",
    ],
  ];
  for (const [args, propertyPath, reason] of faults) {
    it(`refuses ${JSON.stringify(args)} before anything is registered`, () => {
      const message = `LoadBalancer "platform": ${reason}`;
      assert.throws(() => new LoadBalancer("platform", { network, ...args }), {
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
