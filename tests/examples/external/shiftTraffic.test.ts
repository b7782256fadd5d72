import { ECS } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { ExternalService } from "../../../examples/external/shiftTraffic.js";
import { shiftTraffic } from "../../../examples/external/shiftTraffic.js";

const GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup";
const first = `${GROUP}/orders/1`;
const second = `${GROUP}/orders-alternate/2`;
const service: ExternalService = {
  clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/platform",
  serviceName: "orders-1",
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  assignPublicIp: false,
  listenerRuleArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/p/1/2/3",
  targetGroupArns: [first, second],
  containerName: "orders",
  containerPort: 8080,
};
const sets = (...taskSets: object[]) => ({ services: [{ taskSets }] });
const old = { id: "ecs-svc/1", stabilityStatus: "STEADY_STATE" };
const fresh = (stabilityStatus: string) => ({
  id: "ecs-svc/2",
  stabilityStatus,
  runningCount: 1,
  computedDesiredCount: 2,
});

/** A rule's XML, with the weights of the two groups. */
function rule(weights: [number, number]): string {
  const tuples = [first, second].map(
    (arn, i) =>
      `<member><TargetGroupArn>${arn}</TargetGroupArn><Weight>${weights[i] ?? 0}</Weight></member>`,
  );
  const forward = `<ForwardConfig><TargetGroups>${tuples.join("")}</TargetGroups></ForwardConfig>`;
  const actions = `<Actions><member><Type>forward</Type>${forward}</member></Actions>`;
  return `<DescribeRulesResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeRulesResult><Rules><member>${actions}</member></Rules></DescribeRulesResult></DescribeRulesResponse>`;
}

describe("examples/external/shiftTraffic", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  /** Runs a shift against recorded answers; gives its result, what it said and what it called. */
  async function shift(
    answers: Record<string, object[]>,
    { weights = [100, 0] as [number, number], timeoutMilliseconds = 60_000 } = {},
  ) {
    const calls: string[] = [];
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const target = String(request.headers["x-amz-target"] ?? "")
          .split(".")
          .pop();
        const form = new URLSearchParams(body);
        if (target === "") {
          const action = form.get("Action") ?? "";
          const weighed = ["1", "2"].map((n) =>
            ["TargetGroupArn", "Weight"]
              .map((key) =>
                form.get(`Actions.member.1.ForwardConfig.TargetGroups.member.${n}.${key}`),
              )
              .join("="),
          );
          calls.push(action === "ModifyRule" ? `ModifyRule ${weighed.join(" ")}` : action);
          response.writeHead(200, { "content-type": "text/xml" });
          response.end(
            action === "DescribeRules"
              ? rule(weights)
              : `<${action}Response><${action}Result/></${action}Response>`,
          );
          return;
        }
        const parameters = JSON.parse(body) as { taskSet?: string; primaryTaskSet?: string };
        const { taskSet, primaryTaskSet } = parameters;
        const subject = taskSet ?? primaryTaskSet;
        calls.push(subject === undefined ? String(target) : `${String(target)} ${subject}`);
        const queue = answers[String(target)] ?? [{}];
        const answer = queue.length > 1 ? queue.shift() : queue[0];
        const isError = answer !== undefined && "__type" in answer;
        response.writeHead(isError ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const settings = { region: "us-east-1", endpoint: `http://127.0.0.1:${port}`, credentials };
    const said: string[] = [];
    const shifting = shiftTraffic(
      service,
      {
        taskDefinition: "orders:2",
        percents: [10, 100],
        stepMilliseconds: 1,
        pollMilliseconds: 1,
        timeoutMilliseconds,
        say: (line) => said.push(line),
      },
      { ecs: new ECS(settings), balancing: new ElasticLoadBalancingV2(settings) },
    );
    const ended = await shifting.then(
      (id) => ({ id, message: "" }),
      (error: unknown) => ({ id: "", message: (error as Error).message }),
    );
    return { ...ended, said, calls };
  }

  it("moves requests step by step when the new tasks are healthy, and lets the old ones go", async () => {
    const { id, said, calls } = await shift({
      DescribeServices: [
        sets(old),
        sets(old, fresh("STABILIZING")),
        sets(old, fresh("STEADY_STATE")),
      ],
      CreateTaskSet: [{ taskSet: { id: "ecs-svc/2" } }],
    });
    assert.equal(id, "ecs-svc/2");
    assert.deepEqual(calls, [
      "DescribeRules",
      "DescribeServices",
      "CreateTaskSet",
      "DescribeServices",
      "DescribeServices",
      `ModifyRule ${first}=90 ${second}=10`,
      `ModifyRule ${first}=0 ${second}=100`,
      "UpdateServicePrimaryTaskSet ecs-svc/2",
      "DeleteTaskSet ecs-svc/1",
    ]);
    assert.deepEqual(said, [
      "1 of 2 tasks of task set ecs-svc/2 run",
      "10 % of the requests go to task set ecs-svc/2",
      "100 % of the requests go to task set ecs-svc/2",
      "task set ecs-svc/1 goes",
    ]);
  });

  it("takes the group that is free, whichever that is", async () => {
    const { calls } = await shift(
      {
        DescribeServices: [sets(old), sets(old, fresh("STEADY_STATE"))],
        CreateTaskSet: [{ taskSet: { id: "ecs-svc/2" } }],
      },
      { weights: [0, 100] },
    );
    assert.ok(calls.includes(`ModifyRule ${second}=90 ${first}=10`), calls.join("\n"));
  });

  it("leaves all requests where they are when the new tasks are not healthy in time", async () => {
    const { message, calls } = await shift(
      {
        DescribeServices: [sets(old), sets(old, fresh("STABILIZING"))],
        CreateTaskSet: [{ taskSet: { id: "ecs-svc/2" } }],
      },
      { timeoutMilliseconds: 0 },
    );
    assert.equal(message, "not healthy in time: 1 of 2 tasks of task set ecs-svc/2 run");
    assert.deepEqual(calls.slice(-2), [
      `ModifyRule ${first}=100 ${second}=0`,
      "DeleteTaskSet ecs-svc/2",
    ]);
  });

  it("gives the requests back when ECS refuses the last step", async () => {
    const { message, calls } = await shift({
      DescribeServices: [sets(old), sets(old, fresh("STEADY_STATE"))],
      CreateTaskSet: [{ taskSet: { id: "ecs-svc/2" } }],
      UpdateServicePrimaryTaskSet: [{ __type: "InvalidParameterException", message: "not stable" }],
    });
    assert.equal(message, "not stable");
    assert.deepEqual(calls.slice(-3), [
      "UpdateServicePrimaryTaskSet ecs-svc/2",
      `ModifyRule ${first}=100 ${second}=0`,
      "DeleteTaskSet ecs-svc/2",
    ]);
    assert.ok(!calls.includes("DeleteTaskSet ecs-svc/1"));
  });
});
