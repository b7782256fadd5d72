import assert from "node:assert/strict";

import { AwsResource } from "../../../../../generator/offline/engine/aws/awsResource.js";
import { makeAwsResource } from "../../../../../generator/offline/engine/aws/makeAwsResource.js";

function make(type: string, inputs: Record<string, unknown> = {}, region = "us-east-1") {
  const account = { accountId: "123456789012", region };
  return makeAwsResource(new AwsResource(type, "orders", inputs, account, "urn"));
}

const CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/main";
const BALANCER =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";

describe("makeAwsResource", () => {
  for (const [type, inputs, expected] of [
    ["aws:ecs/cluster:Cluster", { name: "main" }, { id: CLUSTER, arn: CLUSTER, name: "main" }],
    [
      "aws:ecs/service:Service",
      { name: "api", cluster: CLUSTER },
      {
        id: "arn:aws:ecs:us-east-1:123456789012:service/main/api",
        arn: "arn:aws:ecs:us-east-1:123456789012:service/main/api",
        name: "api",
      },
    ],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "api" },
      {
        id: "api",
        arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/api:1",
        arnWithoutRevision: "arn:aws:ecs:us-east-1:123456789012:task-definition/api",
        revision: 1,
      },
    ],
    [
      "aws:ecr/repository:Repository",
      { name: "team/api" },
      {
        id: "team/api",
        name: "team/api",
        arn: "arn:aws:ecr:us-east-1:123456789012:repository/team/api",
        registryId: "123456789012",
        repositoryUrl: "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/api",
      },
    ],
    [
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      { repository: "api" },
      { id: "api", registryId: "123456789012" },
    ],
    ["aws:s3/bucketPolicy:BucketPolicy", { bucket: "logs" }, { id: "logs" }],
    [
      "aws:lb/listenerCertificate:ListenerCertificate",
      { listenerArn: "arn:listener", certificateArn: "arn:certificate" },
      { id: "arn:listener_arn:certificate" },
    ],
    [
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      { webAclArn: "arn:acl", resourceArn: BALANCER },
      { id: `arn:acl,${BALANCER}` },
    ],
    [
      "aws:iam/role:Role",
      { name: "r", path: "/team/" },
      { id: "r", name: "r", arn: "arn:aws:iam::123456789012:role/team/r" },
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/ecs/api" },
      {
        id: "/ecs/api",
        name: "/ecs/api",
        arn: "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/api",
      },
    ],
    [
      "aws:ssm/parameter:Parameter",
      { name: "/a/b" },
      {
        id: "/a/b",
        name: "/a/b",
        arn: "arn:aws:ssm:us-east-1:123456789012:parameter/a/b",
        version: 1,
      },
    ],
    [
      "aws:scheduler/schedule:Schedule",
      { name: "nightly" },
      {
        id: "default/nightly",
        name: "nightly",
        arn: "arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly",
      },
    ],
    [
      "aws:sqs/queue:Queue",
      { name: "dead" },
      {
        id: "https://sqs.us-east-1.amazonaws.com/123456789012/dead",
        url: "https://sqs.us-east-1.amazonaws.com/123456789012/dead",
        name: "dead",
        arn: "arn:aws:sqs:us-east-1:123456789012:dead",
      },
    ],
    [
      "aws:s3/bucket:Bucket",
      { bucket: "b" },
      {
        id: "b",
        bucket: "b",
        arn: "arn:aws:s3:::b",
        bucketDomainName: "b.s3.amazonaws.com",
        bucketRegionalDomainName: "b.s3.us-east-1.amazonaws.com",
      },
    ],
  ] as const) {
    it(`makes ${type} as AWS does`, () => {
      const made = make(type, inputs);
      const told = Object.keys(expected).map((key) => [key, made[key]]);
      assert.deepEqual(Object.fromEntries(told), expected);
    });
  }

  it("names a resource as the provider does: by name, by prefix, or by the logical name with 7 hex digits", () => {
    assert.equal(make("aws:ecs/cluster:Cluster", { name: "main" }).name, "main");
    assert.match(
      String(make("aws:iam/role:Role", { namePrefix: "web-" }).name),
      /^web-[0-9a-f]{7}$/,
    );
    assert.match(String(make("aws:ecs/cluster:Cluster").name), /^orders-[0-9a-f]{7}$/);
  });

  it("gives ids of EC2 their usual shape", () => {
    for (const [type, pattern] of [
      ["aws:ec2/vpc:Vpc", /^vpc-0[0-9a-f]{16}$/],
      ["aws:ec2/subnet:Subnet", /^subnet-0[0-9a-f]{16}$/],
      ["aws:ec2/securityGroup:SecurityGroup", /^sg-0[0-9a-f]{16}$/],
      ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", /^sgr-0[0-9a-f]{16}$/],
      ["aws:ec2/natGateway:NatGateway", /^nat-0[0-9a-f]{16}$/],
      ["aws:efs/fileSystem:FileSystem", /^fs-0[0-9a-f]{16}$/],
    ] as const) {
      assert.match(make(type).id, pattern);
    }
  });

  it("gives a load balancer its address and its region's zone", () => {
    const made = make(
      "aws:lb/loadBalancer:LoadBalancer",
      { name: "web", internal: true },
      "eu-west-1",
    );
    assert.match(String(made.arn), /:loadbalancer\/app\/web\/[0-9a-f]{16}$/);
    assert.equal(made.arnSuffix, String(made.arn).split(":loadbalancer/")[1]);
    assert.match(String(made.dnsName), /^internal-web-\d{9}\.eu-west-1\.elb\.amazonaws\.com$/);
    assert.equal(made.zoneId, "Z32O12XQLNTSW2");
  });

  it("hangs listeners and rules on the ARN that they belong to", () => {
    const listener = make("aws:lb/listener:Listener", { loadBalancerArn: BALANCER }).id;
    const path = BALANCER.replace(":loadbalancer/", ":listener/");
    assert.match(listener.slice(path.length), /^\/[0-9a-f]{16}$/);
    assert.equal(listener.slice(0, path.length), path);
    const rule = make("aws:lb/listenerRule:ListenerRule", { listenerArn: listener }).id;
    const rulePath = listener.replace(":listener/", ":listener-rule/");
    assert.equal(rule.slice(0, rulePath.length), rulePath);
  });

  it("names an autoscaling target by what it scales", () => {
    const target = { resourceId: "service/main/api" };
    const made = make("aws:appautoscaling/target:Target", target);
    assert.equal(made.id, "service/main/api");
    assert.match(String(made.arn), /:scalable-target\/[0-9a-f]{32}$/);
    assert.match(
      String(make("aws:appautoscaling/policy:Policy", { ...target, name: "cpu" }).arn),
      /:scalingPolicy:[0-9a-f-]{36}:resource\/ecs\/service\/main\/api:policyName\/cpu$/,
    );
  });

  it("knows the older names of a module", () => {
    assert.match(
      make("aws:alb/targetGroup:TargetGroup", { name: "t" }).id,
      /:targetgroup\/t\/[0-9a-f]{16}$/,
    );
  });

  it("puts ARNs and hosts in the region's partition", () => {
    assert.equal(
      make("aws:iam/role:Role", { name: "r" }, "us-gov-west-1").arn,
      "arn:aws-us-gov:iam::123456789012:role/r",
    );
    assert.equal(
      make("aws:ecr/repository:Repository", { name: "r" }, "cn-north-1").repositoryUrl,
      "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/r",
    );
  });

  it("gives a type that nobody listed an id and an ARN of the usual shape", () => {
    assert.deepEqual(make("aws:transfer/sshKey:SshKey", { name: "k" }), {
      region: "us-east-1",
      id: "k",
      name: "k",
      arn: "arn:aws:transfer:us-east-1:123456789012:ssh-key/k",
    });
  });

  it("gives a certificate a validation record for each of its names", () => {
    const names = { domainName: "a.example.com", subjectAlternativeNames: ["*.example.com"] };
    const { arn, domainValidationOptions } = make("aws:acm/certificate:Certificate", names);
    assert.match(String(arn), /^arn:aws:acm:us-east-1:123456789012:certificate\/[0-9a-f-]{36}$/);
    const options = domainValidationOptions as Record<string, string>[];
    assert.deepEqual(
      options.map(({ domainName, resourceRecordType }) => [domainName, resourceRecordType]),
      [
        ["a.example.com", "CNAME"],
        ["*.example.com", "CNAME"],
      ],
    );
    assert.match(options[1]?.resourceRecordName ?? "", /^_[0-9a-f]{32}\.example\.com\.$/);
    assert.match(options[1]?.resourceRecordValue ?? "", /^_[0-9a-f]{32}\.acm-validations\.aws\.$/);
  });

  it("gives a web ACL an ARN of its region", () => {
    const { arn } = make("aws:wafv2/webAcl:WebAcl", { name: "web" }, "eu-west-1");
    assert.match(
      String(arn),
      /^arn:aws:wafv2:eu-west-1:123456789012:regional\/webacl\/web\/[0-9a-f-]{36}$/,
    );
  });
});
