import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { reviewResources } from "../../../policies/pack.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { costBudget } from "../../../policies/rules/costBudget.js";
import { describeRule, resourceOf, urnOf } from "./ruleCases.js";

const REGION = { region: "us-east-1" };
const stack: ReviewedResource = {
  ...resourceOf("pulumi:pulumi:Stack", {}),
  name: "shop-dev",
  urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
};
const of = (type: string, properties: object, name = "orders"): ReviewedResource => ({
  ...{ urn: urnOf(type, name), type, name, properties },
  ...REGION,
});
const task = of("aws:ecs/taskDefinition:TaskDefinition", {
  family: "orders",
  cpu: "256",
  memory: "512",
  requiresCompatibilities: ["FARGATE"],
  containerDefinitions: "[]",
});
/** 2 x 730 x (0.25 x 0.04048 + 0.5 x 0.004445) is 18.02 at the prices of us-east-1. */
const service = (desiredCount: unknown = 2) =>
  of("aws:ecs/service:Service", {
    desiredCount,
    launchType: "FARGATE",
    taskDefinition: "orders",
  });
const gateway = of("aws:ec2/natGateway:NatGateway", { subnetId: "subnet-1" }, "out");
const bucket = of("aws:s3/bucket:Bucket", {}, "files");
const budget = (monthlyMaximum: number) => ({ monthlyMaximum });

describeRule(costBudget, {
  passes: [
    {
      title: "a stack below its maximum",
      resource: stack,
      beside: [task, service()],
      configuration: budget(18.03),
    },
    {
      title: "a stack at its maximum",
      resource: stack,
      beside: [task, service()],
      configuration: budget(18.02),
    },
    {
      title: "resources whose stack is not told, as of a template",
      resource: { ...task, urn: "urn:pulumi:dev::shop::a::orders" },
      configuration: budget(1),
    },
  ],
  fails: [
    {
      title: "the dearest three of more",
      resource: stack,
      beside: [
        task,
        ...["a", "b", "c", "d"].map((name) => ({
          ...service(),
          urn: urnOf("aws:ecs/service:Service", name),
          name,
        })),
      ],
      messages: [
        "the stack must cost at most $18.00 a month ('monthlyMaximum'), got $72.08 expected: 'a' $18.02, 'b' $18.02, 'c' $18.02",
      ],
      configuration: budget(18),
    },

    {
      title: "a stack above its maximum",
      resource: stack,
      beside: [task, service()],
      messages: [
        "the stack must cost at most $18.00 a month ('monthlyMaximum'), got $18.02 expected: 'orders' $18.02",
      ],
      configuration: budget(18),
    },
    {
      title: "what several share",
      resource: stack,
      beside: [task, service(), gateway],
      messages: [
        "the stack must cost at most $18.00 a month ('monthlyMaximum'), got $59.02 expected: shared $41.00, 'orders' $18.02",
      ],
      configuration: budget(18),
    },
    {
      title: "a stack above its maximum, whatever else has no price",
      resource: stack,
      beside: [task, service(), bucket, gateway],
      messages: [
        "the stack must cost at most $50.00 a month ('monthlyMaximum'), got $59.02 expected: shared $41.00, 'orders' $18.02",
      ],
      configuration: budget(50),
    },
    {
      title: "resources of another region by their provider",
      resource: stack,
      beside: [
        of("pulumi:providers:aws", { region: "sa-east-1" }, "default_7_48_0"),
        task,
        service(),
      ].map((one) => ({ ...one, region: undefined })),
      messages: [
        "the stack must cost at most $18.02 a month ('monthlyMaximum'), got $30.95 expected: 'orders' $30.95",
      ],
      configuration: budget(18.02),
    },
  ],
  unknown: [
    {
      title: "a count that is not known",
      resource: stack,
      beside: [task, service(UNKNOWN)],
      paths: ["price of Tasks of 'orders'"],
      configuration: budget(100),
    },
    {
      title: "a type whose price is not worked out",
      resource: stack,
      beside: [task, service(), bucket],
      paths: ["price of aws:s3/bucket:Bucket of 'files'"],
      configuration: budget(100),
    },
    {
      title: "a region without prices",
      resource: stack,
      beside: [task, service(), gateway].map((one) => ({ ...one, region: "xx-north-9" })),
      paths: ["price of Fargate of 'orders' and 2 more"],
      configuration: budget(100),
    },
  ],
  ignores: [
    { title: "a stack without a maximum", resource: stack, beside: [task, service()] },
    {
      title: "a stack whose maximum is 0",
      resource: stack,
      beside: [task, service()],
      configuration: budget(0),
    },
  ],
});

describe("cost-budget, by the project's own files", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-budget-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes the usage and each environment's maximum", () => {
    const target = of("aws:appautoscaling/target:Target", {
      minCapacity: 2,
      maxCapacity: 10,
      resourceId: "service/shop/orders",
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
    });
    const all = [stack, task, service(), target];
    const configuration = {
      all: "disabled" as const,
      environments: {
        dev: { "cost-budget": { enforcementLevel: "mandatory", monthlyMaximum: 20 } },
        prod: { "cost-budget": { enforcementLevel: "mandatory", monthlyMaximum: 1 } },
      },
    };
    const found = () =>
      reviewResources(all, configuration, { directory: folder }).violations.map(
        ({ message }) => message,
      );
    assert.match(found()[0] ?? "", /got \$54\.06 expected/);
    writeFileSync(join(folder, "slipway.usage.yaml"), "resources: { orders: { tasks: 2 } }\n");
    assert.deepEqual(found(), []);
    writeFileSync(join(folder, "slipway.usage.yaml"), "task: 2\n");
    assert.throws(found, /slipway\.usage\.yaml: it must not have 'task'/);
  });

  it("is refused a maximum that is none", () => {
    assert.throws(
      () => reviewResources([stack], { "cost-budget": { monthlyMaximum: -1 } }),
      /'monthlyMaximum' of 'cost-budget' must be >= 0, got -1; 500 works/,
    );
  });
});
