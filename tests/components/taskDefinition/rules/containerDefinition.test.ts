import assert from "node:assert/strict";

import type { KnownContainer } from "../../../../components/taskDefinition/rules/containerSpec.js";
import { containerDefinitionsJson } from "../../../../components/taskDefinition/rules/containerDefinition.js";
import { containerSpecs } from "../../../../components/taskDefinition/rules/containerSpec.js";
import { resolveTaskSize } from "../../../../components/taskDefinition/rules/taskSize.js";
import { DIGEST } from "../../support/imageDigest.js";

const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };

function json(...containers: KnownContainer[]): string {
  const size = resolveTaskSize({ containers });
  return containerDefinitionsJson(
    containerSpecs(containers, size, { logGroup: "/ecs/orders" }, place),
  );
}

const app: KnownContainer = {
  name: "app",
  image: `registry.example.com/app@${DIGEST}`,
  environment: { B: "2", A: "1" },
  secrets: { DB: { parameterName: "/db" }, API: { secretArn: "arn:s", jsonKey: "key" } },
  portMappings: [{ containerPort: 9090 }, { containerPort: 8080, name: "http" }],
  dependsOn: [
    { containerName: "b", condition: "START" },
    { containerName: "a", condition: "START" },
  ],
  healthCheck: { command: ["CMD", "true"], interval: 10 },
  initProcessEnabled: true,
  command: [],
};

describe("containerDefinition", () => {
  it("writes all that was asked for in one settled form", () => {
    assert.deepEqual(JSON.parse(json(app)), [
      {
        dependsOn: [
          { containerName: "a", condition: "START" },
          { containerName: "b", condition: "START" },
        ],
        environment: [
          { name: "A", value: "1" },
          { name: "B", value: "2" },
        ],
        essential: true,
        healthCheck: { command: ["CMD", "true"], interval: 10, retries: 3, timeout: 5 },
        image: `registry.example.com/app@${DIGEST}`,
        linuxParameters: { initProcessEnabled: true },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/ecs/orders",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "app",
            "max-buffer-size": "25m",
            mode: "non-blocking",
          },
        },
        memory: 512,
        name: "app",
        portMappings: [
          { containerPort: 8080, hostPort: 8080, name: "http", protocol: "tcp" },
          { containerPort: 9090, hostPort: 9090, protocol: "tcp" },
        ],
        secrets: [
          { name: "API", valueFrom: "arn:s:key::" },
          { name: "DB", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/db" },
        ],
      },
    ]);
  });

  const same: [string, Partial<KnownContainer>][] = [
    ["environment variables in another order", { environment: { A: "1", B: "2" } }],
    [
      "secrets in another order",
      { secrets: { API: { secretArn: "arn:s", jsonKey: "key" }, DB: { parameterName: "/db" } } },
    ],
    [
      "ports in another order",
      { portMappings: [{ name: "http", containerPort: 8080 }, { containerPort: 9090 }] },
    ],
    [
      "AWS's defaults spelt out",
      {
        essential: true,
        portMappings: [
          { containerPort: 9090, protocol: "tcp" },
          { containerPort: 8080, name: "http", protocol: "tcp" },
        ],
        healthCheck: { command: ["CMD", "true"], interval: 10, retries: 3, timeout: 5 },
      },
    ],
    ["empty lists left out", { command: undefined }],
  ];
  for (const [change, edit] of same) {
    it(`gives the same text for ${change}`, () => {
      assert.equal(json({ ...app, ...edit }), json(app));
    });
  }

  it("keeps the order of containers and of a command's words, which mean something", () => {
    const other = { name: "other", image: "x", command: ["b", "a"] };
    const names = (text: string) =>
      (JSON.parse(text) as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names(json(app, other)), ["app", "other"]);
    assert.match(json(app, other), /"command":\["b","a"\]/);
  });
});
