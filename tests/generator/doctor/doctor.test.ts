import type { Schema } from "ajv";
import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { StackExamination } from "../../../generator/doctor/examineStack.js";
import { examineStack } from "../../../generator/doctor/examineStack.js";
import { reportOf } from "../../../generator/commands/runDoctor.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { FakeAnswers } from "../../components/support/fakeAws.js";
import { fakeAws } from "../../components/support/fakeAws.js";
import { stsAnswers } from "../../components/support/fakeSts.js";
import { start } from "../../engine/support/process.js";
import type { FakeScript } from "../automation/fakePulumi.js";
import { PROJECT, withFakePulumi } from "../automation/fakePulumi.js";
import { ECS, state } from "./state.js";

const schemaFile = join(packageRoot(), "generator/doctor/doctor.schema.json");
const matches = new Ajv({ strict: true }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")) as Schema,
);
const CLI = join(packageRoot(), "dist/generator/cli.js");

function service(change: object = {}) {
  const taskDefinition = `${ECS}:task-definition/orders:2`;
  const deployment = { id: "1", status: "PRIMARY", taskDefinition, rolloutState: "COMPLETED" };
  const found = {
    serviceName: "orders",
    status: "ACTIVE",
    taskDefinition,
    desiredCount: 2,
    runningCount: 2,
    deployments: [deployment],
    ...change,
  };
  return { DescribeServices: [{ services: [found] }], ListTasks: [{ taskArns: [] }] };
}

/** A service without load balancer. */
const plain = (ownership?: Record<string, string>) =>
  state(ownership).map((resource) =>
    resource.type.endsWith(":Service") && resource.outputs
      ? { ...resource, outputs: { ...resource.outputs, loadBalancers: [] } }
      : resource,
  );

async function withBoth<T>(script: FakeScript, answers: FakeAnswers, use: () => Promise<T>) {
  const aws = await fakeAws(answers);
  try {
    const result = await withFakePulumi(script, use);
    return { result, calls: aws.calls };
  } finally {
    await aws.stop();
  }
}

async function examine(script: FakeScript, answers: FakeAnswers): Promise<StackExamination> {
  const { result } = await withBoth(script, answers, () =>
    examineStack({ directory: PROJECT, stack: "prod" }),
  );
  assert.equal(matches(result), true, JSON.stringify(matches.errors));
  return result;
}

async function run(script: FakeScript, answers: FakeAnswers, ...words: string[]) {
  const { result } = await withBoth(
    script,
    answers,
    () =>
      start(process.execPath, [CLI, "doctor", PROJECT, "--stack", "prod", ...words], {
        directory: PROJECT,
        environment: process.env,
      }).finished,
  );
  return result;
}

describe("examineStack", () => {
  it("finds a service that is well", async () => {
    const { status, services } = await examine({ resources: plain() }, service());
    assert.equal(status, "healthy");
    assert.deepEqual(
      services.map(({ name, verdict, text, drift }) => ({ name, verdict, text, drift })),
      [
        {
          name: "orders",
          verdict: "healthy",
          text: 'service "orders" is healthy: 2 of 2 tasks of orders:2 run.',
          drift: [],
        },
      ],
    );
  });

  it("pain 9: finds a rollback, as drift and as a failure", async () => {
    const back = service({ taskDefinition: `${ECS}:task-definition/orders:1` });
    const { status, services } = await examine({ resources: plain() }, back);
    assert.equal(status, "findings");
    assert.deepEqual(
      services.map(({ verdict, causes, drift }) => [verdict, causes[0]?.kind, drift[0]?.field]),
      [["failed", "silentRollback", "taskDefinition"]],
    );
  });

  it("lets another owner deploy and scale", async () => {
    const change = {
      taskDefinition: `${ECS}:task-definition/orders:7`,
      desiredCount: 4,
      runningCount: 4,
    };
    const ownership = { taskDefinition: "codeDeploy", desiredCount: "autoscaler" };
    const { status, services } = await examine({ resources: plain(ownership) }, service(change));
    assert.equal(status, "healthy");
    assert.deepEqual(
      services[0]?.drift.map(({ owner, delegated }) => [owner, delegated]),
      [
        ["autoscaler", true],
        ["codeDeploy", true],
      ],
    );
  });

  it("says that it could not look, and with whose settings it tries", async () => {
    const denied = await examine({ resources: plain() }, {});
    assert.equal(denied.status, "unknown");
    assert.match(denied.services[0]?.text ?? "", /DescribeServices is not allowed/);
    const config = { "aws:assumeRoles": { value: "[{}]", secret: false } };
    const { services } = await examine({ resources: plain(), config }, service());
    assert.match(services[0]?.text ?? "", /'aws:assumeRoles\[0\]' needs 'roleArn'/);
  });

  const DEPLOY = [{ roleArn: "arn:aws:iam::123456789012:role/deploy" }];
  const signers = async (script: FakeScript) => {
    const answers = { ...stsAnswers(), ...service() };
    const { calls, result } = await withBoth(script, answers, () =>
      examineStack({ directory: PROJECT, stack: "prod" }),
    );
    assert.equal(result.status, "healthy");
    return calls.map(({ action, accessKey }) => `${action} ${accessKey}`);
  };

  it("looks in the account of the role that the stack's provider takes on", async () => {
    const config = { "aws:assumeRoles": { value: JSON.stringify(DEPLOY), secret: false } };
    assert.deepEqual(await signers({ resources: plain(), config }), [
      "AssumeRole test",
      "DescribeServices key-of-deploy",
      "ListTasks key-of-deploy",
    ]);
  });

  it("looks with the settings of an explicit provider, and not with the stack's", async () => {
    const urn = "urn:pulumi:prod::orders::pulumi:providers:aws::other";
    const secret = (value: string) => ({ plaintext: JSON.stringify(value) });
    const inputs = {
      accessKey: secret("explicit"),
      secretKey: secret("secret"),
      assumeRoles: JSON.stringify(DEPLOY),
    };
    const config = { "aws:assumeRoles": { value: "[{}]", secret: false } };
    const resources = [
      ...plain().map((resource) => ({ ...resource, provider: `${urn}::id` })),
      { urn, type: "pulumi:providers:aws", inputs },
    ];
    assert.equal((await signers({ resources, config }))[0], "AssumeRole explicit");
  });

  it("looks with the stack's settings of today for the engine's own provider", async () => {
    const urn = "urn:pulumi:prod::orders::pulumi:providers:aws::default_7_48_0";
    const inputs = { accessKey: "old", secretKey: "old" };
    const resources = [
      ...plain().map((resource) => ({ ...resource, provider: `${urn}::id` })),
      { urn, type: "pulumi:providers:aws", inputs },
    ];
    assert.equal((await signers({ resources }))[0], "DescribeServices test");
  });

  it("signs with the stack's own key", async () => {
    const config = {
      "aws:accessKey": { value: "stack", secret: true },
      "aws:secretKey": { value: "secret", secret: true },
    };
    const { calls } = await withBoth({ resources: plain(), config }, service(), () =>
      examineStack({ directory: PROJECT, stack: "prod" }),
    );
    assert.deepEqual([...new Set(calls.map(({ accessKey }) => accessKey))], ["stack"]);
  });
});

describe("slipway doctor", () => {
  it("ends with 0 when every service is well", async () => {
    const { code, stdout, stderr } = await run({ resources: plain() }, service());
    assert.equal(code, 0, stderr);
    assert.equal(
      stdout,
      '✔ orders (healthy)\n  service "orders" is healthy: 2 of 2 tasks of orders:2 run.\n',
    );
  });

  it("ends with 2 and one JSON document when it finds something", async () => {
    const ended = await run({ resources: plain() }, service({ desiredCount: 3 }), "--json");
    assert.equal(ended.code, 2, ended.stderr);
    assert.equal(matches(JSON.parse(ended.stdout)), true, JSON.stringify(matches.errors));
    assert.match(ended.stderr, /slipway: not as it should be in 'prod': 'orders'\n$/);
  });

  it("ends with 1 when it could not look", async () => {
    const ended = await run({ resources: plain() }, {});
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /slipway: could not be examined in 'prod': 'orders'\n$/);
    const missing = await run({ noStack: true }, {});
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /there is no stack 'prod'/);
  });

  it("has nothing to say of a stack without services", async () => {
    const { code, stdout } = await run({}, {});
    assert.deepEqual([code, stdout], [0, "stack 'prod' has no ECS service\n"]);
    const json = await run({}, {}, "--json");
    const document: unknown = JSON.parse(json.stdout);
    assert.equal(matches(document), true, JSON.stringify(matches.errors));
    assert.deepEqual(document, { stack: "prod", status: "empty", services: [] });
  });

  it("tells a person which drift is whose", () => {
    const drift = { field: "desiredCount", state: "2", live: "5" } as const;
    const report = reportOf({
      stack: "prod",
      status: "findings",
      services: [
        {
          name: "orders",
          urn: "",
          verdict: "healthy",
          text: "It is well.",
          causes: [],
          unavailable: [],
          drift: [
            { ...drift, owner: "autoscaler", delegated: true },
            { ...drift, owner: "program", delegated: false },
          ],
        },
      ],
    });
    assert.deepEqual(report.split("\n").slice(1), [
      "  It is well.",
      "  delegated: desiredCount is 5, and 2 in the state; it is the autoscaler's",
      "  drift: desiredCount is 5, and 2 in the state; the next 'slipway up' or 'pulumi refresh' settles it",
    ]);
  });
});
