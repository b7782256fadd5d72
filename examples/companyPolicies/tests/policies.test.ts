import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluate, UNKNOWN } from "slipway/policies";
import type { ReviewedResource } from "slipway/policies";

import { longQueues } from "../policies/rules/longQueues";
import { smallTasks } from "../policies/rules/smallTasks";

function resource(type: string, properties: object): ReviewedResource {
  return { urn: `urn:pulumi:prod::shop::${type}::it`, type, name: "it", properties };
}

const messagesOf = (resources: ReviewedResource[], configuration: object = {}): string[] =>
  evaluate([smallTasks, longQueues], resources, configuration).violations.map(
    ({ message }) => message,
  );

const task = (memory: unknown) =>
  resource("slipway:index:TaskDefinition", {
    cpu: 1024,
    memory,
    containers: [{ name: "app", image: "busybox:1.37.0" }],
  });
const plainTask = (memory: string) =>
  resource("aws:ecs/taskDefinition:TaskDefinition", { family: "it", cpu: "1024", memory });
const queue = (messageRetentionSeconds?: unknown) =>
  resource("aws:sqs/queue:Queue", { messageRetentionSeconds });

void test("acme-small-tasks finds large tasks, of the component and plain ones", () => {
  assert.deepEqual(messagesOf([task(4096), plainTask("4096")]), []);
  for (const large of [task(8192), plainTask("8192")]) {
    assert.deepEqual(messagesOf([large]), ["task 'it' has 8192 MiB: set 'memory' to at most 4096"]);
  }
});

void test("acme-small-tasks takes its parameter, and an exemption", () => {
  assert.deepEqual(messagesOf([task(8192)], { "acme-small-tasks": { mostMib: 8192 } }), []);
  const exempt = [{ name: "it", reason: "a cache", expires: "2999-12-31" }];
  const left = messagesOf([task(8192)], { "acme-small-tasks": { exempt } });
  assert.ok(left.every((message) => !message.includes("MiB")));
});

void test("acme-long-queues finds queues that forget, and leaves open what is not known", () => {
  assert.deepEqual(messagesOf([queue(), queue(345_600)]), []);
  assert.match(messagesOf([queue(60)])[0] ?? "", /^Queue 'it' keeps messages for 60 s/);
  const { undetermined, violations } = evaluate([longQueues], [queue(UNKNOWN)]);
  assert.deepEqual(violations, []);
  assert.deepEqual(
    undetermined.map(({ path }) => path),
    ["messageRetentionSeconds"],
  );
});
