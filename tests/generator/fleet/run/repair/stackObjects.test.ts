import assert from "node:assert/strict";
import type { ExportedResource } from "../../../../../generator/fleet/run/repair/pendingCreates.js";
import { StackObjects } from "../../../../../generator/fleet/run/repair/stackObjects.js";
import { type FakeAnswers, fakeAws, refusal } from "../../../../components/support/fakeAws.js";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SINCE = "2026-01-02T03:04:05.000Z";
const inputs = { family: "web", containerDefinitions: '[{"name":"web"}]' };
const creation = { urn: "urn:task", type: TASK, parent: "", provider: "urn:p::1", inputs };
const other = { ...creation, urn: "urn:other" };

/** A revision that has the content, registered as the run began. */
const REVISION = {
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1",
  registeredAt: Date.parse(SINCE) / 1000,
  containerDefinitions: [{ name: "web" }],
};
const HAS_ONE: FakeAnswers = {
  ListTaskDefinitions: [{ taskDefinitionArns: [REVISION.taskDefinitionArn] }],
  DescribeTaskDefinition: [{ taskDefinition: REVISION }],
};

/** Looks in an AWS that answers so, for a stack that is the only one of its project. */
async function asked<T>(
  answers: FakeAnswers,
  look: (objects: StackObjects) => Promise<T>,
  resources: ExportedResource[] = [],
): Promise<T> {
  const aws = await fakeAws(answers);
  try {
    const workspace = {
      workDir: ".",
      listStacks: () => Promise.resolve([{ name: "dev", current: true, updateInProgress: false }]),
      getAllConfig: () => Promise.resolve({ "aws:region": { value: "eu-west-1" } }),
    };
    const stack = { name: "dev", workspace };
    const options = { directory: ".", stack: "dev" };
    return await look(new StackObjects(stack, options, { resources }, { since: SINCE }));
  } finally {
    await aws.stop();
  }
}

describe("StackObjects", () => {
  it("has an object for one creation alone", async () => {
    const found = { importId: REVISION.taskDefinitionArn };
    assert.deepEqual(await asked(HAS_ONE, (objects) => objects.ofFailed([creation, other])), [
      [creation, found],
      [other, "absent"],
    ]);
    const both = async (objects: StackObjects): Promise<unknown[]> => [
      await objects.ofPending({ ...creation, custom: true }),
      await objects.ofPending({ ...other, custom: true }),
    ];
    assert.deepEqual(await asked(HAS_ONE, both), [found, "absent"]);
  });

  it("leaves what a failed creation may have made where nobody may look, and nothing else", async () => {
    const look = (objects: StackObjects) => objects.ofFailed([creation]);
    assert.deepEqual(await asked({}, look), []);
    const expired = refusal("ExpiredTokenException", "The security token is expired");
    await assert.rejects(asked({ ListTaskDefinitions: [expired] }, look), /ExpiredToken/);
    const pending = (objects: StackObjects) => objects.ofPending({ ...creation, custom: true });
    await assert.rejects(asked({}, pending), /AccessDenied/);
  });

  /** What the state has by now, under ids that are not those by which it is imported. */
  const THERE: [string, Record<string, unknown>, Record<string, unknown>, string][] = [
    [
      "aws:ec2/route:Route",
      { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" },
      {},
      "r-1",
    ],
    ["aws:codedeploy/application:Application", { name: "web" }, {}, "0ae9:web"],
    ["aws:cloudwatch/logGroup:LogGroup", { name: "web" }, {}, "web"],
    ["aws:lb/loadBalancer:LoadBalancer", { name: "web" }, {}, "arn:lb"],
    ["aws:lb/targetGroup:TargetGroup", { name: "web" }, {}, "arn:tg"],
    ["aws:lb/listener:Listener", { loadBalancerArn: "arn:lb", port: 80 }, {}, "arn:l"],
    ["aws:lb/listenerRule:ListenerRule", { listenerArn: "arn:l", priority: 1 }, {}, "arn:r"],
    ["aws:ecs/cluster:Cluster", { name: "web" }, { arn: "arn:c" }, "arn:c"],
    ["aws:ecs/service:Service", { name: "web", cluster: "c" }, { arn: "arn:s" }, "arn:s"],
  ];
  for (const [type, asks, outputs, id] of THERE) {
    it(`takes no ${type.split(":").at(-1)} twice that a later try has made`, async () => {
      const answers = {
        DescribeLoadBalancers: () =>
          "<LoadBalancers><member><LoadBalancerArn>arn:lb</LoadBalancerArn></member></LoadBalancers>",
        DescribeTargetGroups: () =>
          "<TargetGroups><member><TargetGroupArn>arn:tg</TargetGroupArn></member></TargetGroups>",
        DescribeListeners: () =>
          "<Listeners><member><Port>80</Port><ListenerArn>arn:l</ListenerArn></member></Listeners>",
        DescribeRules: () =>
          "<Rules><member><Priority>1</Priority><RuleArn>arn:r</RuleArn></member></Rules>",
        DescribeClusters: [{ clusters: [{ clusterName: "web", clusterArn: "arn:c" }] }],
        DescribeServices: [
          { services: [{ serviceName: "web", serviceArn: "arn:s", clusterArn: "c" }] },
        ],
      };
      const failed = { ...creation, type, inputs: asks };
      const pending = { ...failed, custom: true };
      const there = [{ ...pending, id, outputs }];
      const look = async (objects: StackObjects): Promise<unknown[]> => [
        await objects.ofPending(pending),
        (await objects.ofFailed([failed])).map(([, object]) => object),
      ];
      assert.deepEqual(await asked(answers, look, there), ["absent", ["absent"]]);
      const deleted = there.map((each) => ({ ...each, pendingReplacement: true }));
      const [before] = await asked(answers, look, deleted);
      assert.ok(typeof before === "object", "it is found where the state has it not");
    });
  }
});
