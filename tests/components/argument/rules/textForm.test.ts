import assert from "node:assert/strict";

import shapes from "../../../../components/argument/argumentShapes.json";
import type { ArgumentShapes, Shape } from "../../../../components/argument/argumentShape.js";
import { textFormOf } from "../../../../components/argument/rules/textForm.js";

const { components, types } = shapes as unknown as ArgumentShapes;

/** Identifiers that have no form of this table, and why. */
const WITHOUT_FORM: Readonly<Record<string, string>> = {
  logGroupArn: "of what a Cluster gives",
  externalId: "any text that both sides have agreed on",
  namespaceArn: "ECS takes the namespace's name as well",
  parameterArn: "read into its parts by its own rule",
  secretArn: "read into its parts by its own rule, but for registries",
  credentialsSecretArn: "looked at by the rule of pull-through caches",
  taskRoleArn: "looked at where it is known, which may be late",
  executionRoleArn: "looked at where it is known, which may be late",
  permissionsBoundaryArn: "looked at where it is known, which may be late",
  imageId: "looked at where it is known, and may be a parameter",
  pullAccountIds: "looked at by the rule of repositories' policies",
  reservationGroupArn: "looked at by the rule of capacity reservations",
  fileSystemArn: "looked at by the rule of S3 Files",
  bucketArn: "looked at by the rule of S3 Files",
  accessPointArn: "looked at by the rule of S3 Files",
  ingressCidrBlocks: "looked at where they are known",
  ingressIpv6CidrBlocks: "looked at where they are known",
  ipv6CidrBlock: "looked at where it is known",
  sourceCidrBlocks: "of IPv4 or IPv6, looked at where they are known",
};

/** Names of arguments that hold a text, or a list of them. */
function textNames(properties: Readonly<Record<string, Shape>>): string[] {
  return Object.entries(properties)
    .filter(([, { type, items }]) => type === "string" || items?.type === "string")
    .map(([name]) => name);
}

describe("forms of texts", () => {
  it("are there for each argument that names something of AWS, or there is a reason", () => {
    const given = [
      ...Object.values(components),
      ...Object.values(types).flatMap((type) =>
        "properties" in type && type.givenBy === undefined ? [type.properties] : [],
      ),
    ];
    const names = new Set(
      given.flatMap(textNames).filter((name) => /(?:Id|Arn|CidrBlock)s?$/.test(name)),
    );
    const without = [...names].filter((name) => textFormOf(name) === undefined);
    assert.deepEqual(without.sort(), Object.keys(WITHOUT_FORM).sort());
  });

  for (const [path, works, refused] of [
    [
      "securityGroupIds[0]",
      "sg-0123456789abcdef0 sg-12345678 sg-x",
      "default subnet-1 arn:aws:ec2:::sg-1 sg-",
    ],
    ["egress[2].securityGroupId", "sg-1", "sg"],
    ["vpc.id", "vpc-0a1b2c3d", "shop sg-1"],
    ["vpc.publicSubnetIds[1]", "subnet-0a1b2c3d", "eu-west-1a vpc-1"],
    ["vpc.privateRouteTableIds[0]", "rtb-1", "main"],
    ["ingressPrefixListIds[0]", "pl-1", "com.amazonaws.global.cloudfront.origin-facing"],
    ["volumes[0].efs.fileSystemId", "fs-1", "data fsap-1"],
    ["volumes[0].efs.accessPointId", "fsap-1", "fs-1"],
    ["volumes[0].ebs.snapshotId", "snap-1", "vol-1"],
    [
      "serviceDiscovery.namespaceId",
      "ns-abc arn:aws:servicediscovery:eu-west-1:1:namespace/ns-abc",
      "internal.local",
    ],
    ["domain.zoneId", "Z1ABC /hostedzone/Z1ABC", "example.com z1abc"],
    [
      "certificateArn",
      "arn:aws:acm:eu-west-1:1:certificate/a arn:aws-cn:iam::1:server-certificate/a arn:certificate",
      "1234abcd-12ab-34cd-56ef-1234567890ab arn:aws:acm-pca:eu-west-1:1:certificate-authority/a",
    ],
    ["webAclArn", "arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b", "shop arn:aws:waf::1:webacl/a"],
    [
      "lifecycleHooks[0].functionArn",
      "arn:aws-us-gov:lambda:us-gov-west-1:1:function:a",
      "approve arn:aws:sns:eu-west-1:1:a",
    ],
    [
      "deployment.testListenerArn",
      "arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/a/b/c",
      "8080",
    ],
    [
      "tls.certificateAuthorityArn",
      "arn:aws:acm-pca:eu-west-1:1:certificate-authority/a",
      "arn:aws:acm:eu-west-1:1:certificate/a",
    ],
    ["zoneRole.roleArn", "arn:aws:iam::1:role/dns", "dns arn:aws:s3:::dns"],
    [
      "execKmsKeyArn",
      "arn:aws:kms:eu-west-1:1:key/a alias/logs mrk-1234abcd12ab34cd56ef1234567890ab 1234abcd-12ab-34cd-56ef-1234567890ab",
      "logs arn:aws:s3:::logs",
    ],
    [
      "containers[0].repositoryCredentials.secretArn",
      "arn:aws-cn:secretsmanager:cn-north-1:1:secret:hub-AbCdEf",
      "hub arn:aws:ssm:eu-west-1:1:parameter/hub",
    ],
    ["cidrBlock", "10.0.0.0/16", "10.0.0.0 10.0.0.0/33 2001:db8::/32"],
    ["egressCidrBlocks[0]", "0.0.0.0/0", "all"],
    [
      "taskRoleStatements[0].actions[0]",
      "s3:GetObject s3:* sqs:Receive* ecr-public:Get?oken *",
      "GetObject s3 s3:Get-Object",
    ],
    [
      "taskRoleStatements[0].resources[0]",
      "arn:aws:s3:::a * arn:*:s3:::${aws:username}",
      "a s3://a",
    ],
  ] as const) {
    it(`tell ${path} by its name`, () => {
      const form = textFormOf(path);
      const matching = (texts: string) => texts.split(" ").filter((text) => form?.matches(text));
      assert.deepEqual(matching(works), works.split(" "));
      assert.deepEqual(matching(refused), []);
      assert.equal(form?.matches(form.example), true);
    });
  }

  for (const path of ["queries[0].id", "environment.name", "vpc.identity", "repositoryName"]) {
    it(`leave ${path} any text`, () => {
      assert.equal(textFormOf(path), undefined);
    });
  }
});
