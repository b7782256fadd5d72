import assert from "node:assert/strict";
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
    return await look(new StackObjects(stack, options, { resources: [] }, { since: SINCE }));
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
});
