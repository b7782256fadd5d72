import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const containers = [{ name: "app", image: `registry.example.com/app@${DIGEST}` }];
const ROLE = "arn:aws:iam::123456789012:role/platform/orders";
const BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
const MANAGED = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ROLE_TYPE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

describe("decideRoles", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<TaskDefinitionArgs>) {
    const task = new TaskDefinition("orders", { containers, ...args });
    await mock.settled();
    const names = (type: string) =>
      mock.resources
        .filter((resource) => resource.type === type)
        .map(({ name }) => name)
        .sort();
    return { task, names, ...mock.resource("aws:ecs/taskDefinition:TaskDefinition") };
  }

  it("says the name of the role that it makes beside its ARN", async () => {
    const { task, inputs } = await make({});
    const role = mock.resource(ROLE_TYPE, "orders-task").inputs.name;
    assert.equal(await valueOf(task.taskRoleName), role);
    assert.equal(await valueOf(pulumi.output(task.ref.taskRoleName)), role);
    assert.equal(inputs.taskRoleArn, await valueOf(task.taskRoleArn));
  });

  it("leaves a program's role that exists as it is", async () => {
    const { task, names, inputs } = await make({ taskRoleArn: pulumi.output(ROLE) });
    assert.deepEqual(names(ROLE_TYPE), ["orders-execution"]);
    assert.equal(inputs.taskRoleArn, ROLE);
    assert.equal(task.ref.taskRoleName, undefined);
    const known = await valueOf(pulumi.output([task.taskRoleName, task.ref.taskRoleArn]));
    assert.deepEqual(known, ["orders", ROLE]);
  });

  it("leaves an execution role that exists as it is, whatever the containers need", async () => {
    const secrets = { KEY: { parameterName: "/orders/key" } };
    const { task, names, inputs } = await make({
      containers: containers.map((container) => ({ ...container, secrets })),
      executionRoleArn: ROLE,
    });
    assert.deepEqual(names(ROLE_TYPE), ["orders-task"]);
    assert.deepEqual(names("aws:iam/rolePolicy:RolePolicy"), []);
    assert.equal(inputs.executionRoleArn, ROLE);
    assert.equal(await valueOf(pulumi.output(task.ref.executionRoleArn)), ROLE);
  });

  it("attaches managed policies, before tasks start, and limits all roles", async () => {
    const { names, options } = await make({
      taskRolePolicyArns: { read: MANAGED, own: pulumi.output(BOUNDARY) },
      executionRolePolicyArns: { read: MANAGED },
      permissionsBoundaryArn: pulumi.output(BOUNDARY),
      volumes: [{ name: "data", ebs: { sizeGiB: 10 } }],
    });
    assert.deepEqual(
      names(ATTACHMENT).filter((name) => !name.endsWith("-infrastructure")),
      ["orders-execution-read", "orders-task-own", "orders-task-read"],
    );
    const { urn, inputs } = mock.resource(ATTACHMENT, "orders-task-own");
    const role = mock.resource(ROLE_TYPE, "orders-task").inputs.name;
    assert.deepEqual([inputs.policyArn, inputs.role], [BOUNDARY, role]);
    assert.ok(options.dependsOn?.includes(urn));
    assert.deepEqual(names(ROLE_TYPE), [
      "orders-execution",
      "orders-infrastructure",
      "orders-task",
    ]);
    for (const name of names(ROLE_TYPE)) {
      assert.equal(mock.resource(ROLE_TYPE, name).inputs.permissionsBoundary, BOUNDARY, name);
    }
  });

  it("allows a program what it may do under conditions", async () => {
    await make({
      taskRoleStatements: [
        {
          actions: ["s3:ListBucket"],
          resources: ["arn:aws:s3:::orders"],
          conditions: [
            { test: "StringLike", variable: "s3:prefix", values: ["in/*", "out/*"] },
            { test: "StringLike", variable: "s3:delimiter", values: ["/"] },
            { test: "Bool", variable: "aws:SecureTransport", values: [pulumi.output("true")] },
          ],
        },
        { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:123456789012:orders"] },
      ],
    });
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy", "orders-task").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Condition?: unknown }[] };
    assert.deepEqual(
      Statement.map(({ Condition }) => Condition),
      [
        {
          StringLike: { "s3:prefix": ["in/*", "out/*"], "s3:delimiter": ["/"] },
          Bool: { "aws:SecureTransport": ["true"] },
        },
        undefined,
      ],
    );
  });

  it("names the family and encrypts the log, where it is asked to", async () => {
    const { inputs } = await make({ family: "orders-v2", logKmsKeyArn: KEY });
    assert.equal(inputs.family, "orders-v2");
    assert.equal(mock.resource("aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId, KEY);
  });

  const statement = { actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::orders"] };
  const condition = { test: "StringEquals", variable: "aws:SourceVpc", values: ["vpc-1"] };
  const under = (...conditions: (typeof condition)[]) => ({
    taskRoleStatements: [statement, { ...statement, conditions }],
  });
  const faults: [string, Partial<TaskDefinitionArgs>, RegExp][] = [
    ["taskRoleArn", { taskRoleArn: "orders" }, /the ARN of a role, got "orders"; .* works/],
    ["executionRoleArn", { executionRoleArn: BOUNDARY }, /the ARN of a role, got ".*boundary"/],
    ["permissionsBoundaryArn", { permissionsBoundaryArn: ROLE }, /the ARN of a managed policy/],
    [
      "taskRolePolicyArns.read",
      { taskRolePolicyArns: { read: "S3" } },
      /a managed policy, got "S3"/,
    ],
    ["logKmsKeyArn", { logKmsKeyArn: KEY.replace("key/", "alias/") }, /a key and not of an alias/],
    [
      "family",
      { family: "orders.v2" },
      /letters, digits, hyphens and underscores, got "orders\.v2"/,
    ],
    [
      "taskRoleStatements",
      { taskRoleArn: ROLE, taskRoleStatements: [statement] },
      /'taskRoleArn' names one that exists, which is left as it is; leave one out/,
    ],
    [
      "taskRolePolicyArns",
      { taskRoleArn: ROLE, taskRolePolicyArns: { read: MANAGED } },
      /leave one out/,
    ],
    [
      "executionRolePolicyArns",
      { executionRoleArn: ROLE, executionRolePolicyArns: { read: MANAGED } },
      /'executionRoleArn' names one that exists/,
    ],
    [
      "taskRoleStatements[1].conditions[0].test",
      under({ ...condition, test: "StringEqual" }),
      /operator of IAM, got "StringEqual"; "StringEquals" works/,
    ],
    [
      "taskRoleStatements[1].conditions[0].variable",
      under({ ...condition, variable: "SourceVpc" }),
      /got "SourceVpc"; "aws:SourceVpc" works/,
    ],
    ["taskRoleStatements[1].conditions[0].values", under({ ...condition, values: [] }), /got none/],
    ["taskRoleStatements[1].conditions[1].variable", under(condition, condition), /once more/],
  ];
  for (const [propertyPath, args, message] of faults) {
    it(`refuses '${propertyPath}' that ${message.source}`, () => {
      assert.throws(() => new TaskDefinition("orders", { containers, ...args }), {
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
