import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ContainerSecretArgs, TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}` };
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders/db";
const SUFFIXED = `${SECRET}-AbCdEf`;
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/orders/db";

describe("decideSecrets", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  /** What the container is given as `KEY`, and what the execution role may read for it. */
  async function made(source: ContainerSecretArgs) {
    new TaskDefinition("orders", { containers: [{ ...app, secrets: { KEY: source } }] });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const [container] = JSON.parse(String(inputs.containerDefinitions)) as {
      secrets: { name: string; valueFrom: string }[];
    }[];
    const role = mock.resource("aws:iam/rolePolicy:RolePolicy", "orders-execution");
    const { Statement } = JSON.parse(String(role.inputs.policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    const read = ["secretsmanager:GetSecretValue", "ssm:GetParameters"];
    const granted = Statement.filter(({ Action }) => read.includes(Action[0] ?? ""));
    return [container?.secrets[0]?.valueFrom, granted.flatMap(({ Resource }) => Resource)];
  }

  const forms: [string, ContainerSecretArgs, string, string][] = [
    ["a JSON key", { secretArn: `${SUFFIXED}:username::` }, `${SUFFIXED}:username::`, SUFFIXED],
    [
      "a version beside 'jsonKey'",
      { secretArn: pulumi.output(`${SUFFIXED}::AWSPREVIOUS:`), jsonKey: "username" },
      `${SUFFIXED}:username:AWSPREVIOUS:`,
      SUFFIXED,
    ],
    ["no suffix", { secretArn: SECRET, jsonKey: "k" }, `${SECRET}:k::`, `${SECRET}-??????`],
    ["a parameter's version", { parameterArn: `${PARAMETER}:3` }, `${PARAMETER}:3`, PARAMETER],
    ["a parameter's label", { parameterName: "/orders/db:live" }, `${PARAMETER}:live`, PARAMETER],
  ];
  for (const [form, source, valueFrom, granted] of forms) {
    it(`grants the secret itself for an ARN with ${form}`, async () => {
      assert.deepEqual(await made(source), [valueFrom, [granted]]);
    });
  }

  const faulty = { KEY: { secretArn: "orders/db" } };
  const places: [string, TaskDefinitionArgs][] = [
    ["containers[0].secrets", { containers: [{ ...app, secrets: faulty }] }],
    [
      "containers[1].logConfiguration.secretOptions",
      {
        containers: [
          app,
          { ...app, name: "b", logConfiguration: { logDriver: "splunk", secretOptions: faulty } },
        ],
      },
    ],
    [
      "logRouter.secretOptions",
      { containers: [app], logRouter: { options: { Name: "http" }, secretOptions: faulty } },
    ],
  ];
  for (const [path, args] of places) {
    it(`refuses a name where an ARN belongs in '${path}'`, () => {
      assert.throws(() => new TaskDefinition("orders", args), {
        propertyPath: `${path}.KEY.secretArn`,
        message:
          /'secretArn' of secret 'KEY' must be the ARN of a secret.*got "orders\/db"; .* works/,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
