import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { Checks } from "../../../components/argument/checks.js";
import type { ContainerArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import { refusePlainSecrets } from "../../../components/taskDefinition/refusePlainSecrets.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}` };
const hidden = () => pulumi.secret("hunter2");

describe("plainText", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  const faults: [string, () => Partial<ContainerArgs>, string, string, string?][] = [
    [
      "a variable",
      () => ({ environment: { MODE: "fast", DB_PASSWORD: hidden() } }),
      "environment.DB_PASSWORD",
      " in 'DB_PASSWORD'",
    ],
    [
      "a text that a secret is a part of",
      () => ({ environment: { DB_URL: pulumi.interpolate`postgres://app:${hidden()}@db` } }),
      "environment.DB_URL",
      " in 'DB_URL'",
    ],
    ["a word of the command", () => ({ command: ["serve", hidden()] }), "command", ""],
    ["a whole entry point", () => ({ entryPoint: pulumi.secret(["sh", "-c"]) }), "entryPoint", ""],
    [
      "a health check",
      () => ({ healthCheck: { command: ["CMD", hidden()] } }),
      "healthCheck.command",
      "",
    ],
    ["a label", () => ({ dockerLabels: { token: hidden() } }), "dockerLabels.token", " in 'token'"],
    [
      "an option of the log",
      () => ({ logConfiguration: { logDriver: "awslogs", options: { token: hidden() } } }),
      "logConfiguration.options.token",
      " in 'token'",
      "logConfiguration.secretOptions",
    ],
  ];
  for (const [fault, container, path, where, list = "secrets"] of faults) {
    it(`refuses a secret in ${fault}, and does not tell it`, async () => {
      const checks = new Checks("TaskDefinition", "orders");
      const containers = [
        { name: "agent", image: "agent" },
        { ...app, ...container() },
      ];
      const argument = path.replace(/\.(DB_PASSWORD|DB_URL|token)$/, "");
      await assert.rejects(valueOf(refusePlainSecrets(checks, containers)), {
        name: "ArgumentError",
        propertyPath: `containers[1].${path}`,
        message: `TaskDefinition "orders": '${argument}' of container 'app' must hold no secret, which all who may describe the task definition would read, got one${where}; keep it in SSM or Secrets Manager and name it in '${list}'`,
      });
    });
  }

  it("lets outputs be that are no secrets, and secrets that are kept elsewhere", async () => {
    new TaskDefinition("orders", {
      containers: [
        {
          ...app,
          environment: { HOST: pulumi.output("db") },
          command: pulumi.output(["serve"]),
          secrets: { PASSWORD: { parameterName: "/orders/password" } },
        },
      ],
    });
    await mock.settled();
    const { containerDefinitions } = mock.resource("aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [container] = JSON.parse(String(containerDefinitions)) as Record<string, unknown>[];
    assert.deepEqual(
      [container?.environment, container?.command],
      [[{ name: "HOST", value: "db" }], ["serve"]],
    );
  });
});
