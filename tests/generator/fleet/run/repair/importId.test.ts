import assert from "node:assert/strict";
import { importId } from "../../../../../generator/fleet/run/repair/importId.js";

const PLACE = at("123456789012", "eu-west-1");

function at(account: string, region: string) {
  return () => Promise.resolve({ account, region });
}

describe("importId", () => {
  const cases: readonly [type: string, inputs: Record<string, unknown>, id: string][] = [
    ["aws:cloudwatch/logGroup:LogGroup", { name: "l" }, "l"],
    [
      "aws:codedeploy/deploymentGroup:DeploymentGroup",
      { appName: "a", deploymentGroupName: "g" },
      "a:g",
    ],
    ["aws:ec2/route:Route", { routeTableId: "rtb-1", destinationCidrBlock: "::/0" }, "rtb-1_::/0"],
    [
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      { subnetId: "s", routeTableId: "r" },
      "s/r",
    ],
    [
      "aws:lb/listenerCertificate:ListenerCertificate",
      { listenerArn: "l", certificateArn: "c" },
      "l_c",
    ],
    [
      "aws:ecs/capacityProvider:CapacityProvider",
      { name: "p" },
      "arn:aws:ecs:eu-west-1:123456789012:capacity-provider/p",
    ],
    ["aws:sns/topic:Topic", { name: "t.fifo" }, "arn:aws:sns:eu-west-1:123456789012:t.fifo"],
    ["aws:sqs/queue:Queue", { name: "q" }, "https://sqs.eu-west-1.amazonaws.com/123456789012/q"],
  ];

  for (const [type, inputs, id] of cases) {
    it(`makes ${id} up of a ${type}`, async () => {
      assert.equal(await importId(type, inputs, PLACE), id);
    });
  }

  it("gives nothing where a name or the rule is missing", async () => {
    assert.equal(await importId("aws:sqs/queue:Queue", { namePrefix: "q" }, PLACE), undefined);
    assert.equal(await importId("aws:ec2/route:Route", { routeTableId: "r" }, PLACE), undefined);
    assert.equal(await importId("aws:kms/key:Key", { name: "k" }, PLACE), undefined);
  });

  it("knows the addresses of other partitions", async () => {
    const china = at("1", "cn-north-1");
    assert.equal(
      await importId("aws:sqs/queue:Queue", { name: "q" }, china),
      "https://sqs.cn-north-1.amazonaws.com.cn/1/q",
    );
    assert.equal(
      await importId("aws:sns/topic:Topic", { name: "t" }, china),
      "arn:aws-cn:sns:cn-north-1:1:t",
    );
  });

  it("is made of the inputs that name the object in AWS", async () => {
    assert.equal(
      await importId("aws:cloudwatch/logGroup:LogGroup", { name: "a-1234567" }, PLACE),
      "a-1234567",
    );
    assert.equal(
      await importId("aws:iam/role:Role", { name: "r", assumeRolePolicy: "{}" }, PLACE),
      "r",
    );
    assert.equal(
      await importId("aws:iam/rolePolicy:RolePolicy", { role: "r", name: "p" }, PLACE),
      "r:p",
    );
    const attached = { role: "r", policyArn: "arn:p" };
    assert.equal(
      await importId("aws:iam/rolePolicyAttachment:RolePolicyAttachment", attached, PLACE),
      "r/arn:p",
    );
    const target = {
      ...{ serviceNamespace: "ecs", resourceId: "service/c/s" },
      scalableDimension: "ecs:service:DesiredCount",
    };
    const path = "ecs/service/c/s/ecs:service:DesiredCount";
    assert.equal(await importId("aws:appautoscaling/target:Target", target, PLACE), path);
    assert.equal(
      await importId("aws:appautoscaling/policy:Policy", { ...target, name: "p" }, PLACE),
      `${path}/p`,
    );
  });

  it("is nothing where AWS gives the id, or where a name is secret or missing", async () => {
    assert.equal(
      await importId("aws:ec2/securityGroup:SecurityGroup", { name: "a" }, PLACE),
      undefined,
    );
    assert.equal(
      await importId("random:index/randomId:RandomId", { byteLength: 4 }, PLACE),
      undefined,
    );
    assert.equal(await importId("aws:iam/role:Role", {}, PLACE), undefined);
    assert.equal(
      await importId("aws:iam/role:Role", { name: { ciphertext: "x" } }, PLACE),
      undefined,
    );
    assert.equal(
      await importId("aws:iam/rolePolicy:RolePolicy", { role: "r", name: "" }, PLACE),
      undefined,
    );
  });
});
