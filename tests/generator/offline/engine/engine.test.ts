import assert from "node:assert/strict";

import type {
  EngineOptions,
  ResourceRequest,
} from "../../../../generator/offline/engine/engine.js";
import { OfflineEngine } from "../../../../generator/offline/engine/engine.js";
import { encodeSecret, UNKNOWN_ON_THE_WIRE } from "../../../../generator/offline/wireValue.js";

function engineFor(options: Partial<EngineOptions> = {}): OfflineEngine {
  return new OfflineEngine({ project: "shop", stack: "dev", ...options });
}

function requestFor(request: Partial<ResourceRequest>): ResourceRequest {
  return {
    type: "aws:sqs/queue:Queue",
    name: "q",
    parent: "",
    inputs: {},
    provider: "",
    id: "",
    read: false,
    hasOutputs: true,
    options: {},
    ...request,
  };
}

describe("OfflineEngine.register", () => {
  it("answers with the inputs and with what the provider would add", () => {
    const { id, state } = engineFor().register(requestFor({ inputs: { name: "jobs", delay: 3 } }));
    assert.equal(id, "https://sqs.us-east-1.amazonaws.com/123456789012/jobs");
    assert.deepEqual(state, {
      name: "jobs",
      delay: 3,
      url: id,
      arn: "arn:aws:sqs:us-east-1:123456789012:jobs",
      region: "us-east-1",
    });
  });

  it("answers the same to the same program, and differently to another stack", () => {
    const one = engineFor().register(requestFor({}));
    assert.deepEqual(engineFor().register(requestFor({})), one);
    assert.notEqual(engineFor({ stack: "prod" }).register(requestFor({})).id, one.id);
  });

  it("keeps an input secret or unknown that the provider gives back", () => {
    const inputs = { name: UNKNOWN_ON_THE_WIRE, policy: encodeSecret("{}") };
    const { state } = engineFor().register(requestFor({ inputs }));
    assert.equal(state.name, UNKNOWN_ON_THE_WIRE);
    assert.deepEqual(state.policy, encodeSecret("{}"));
    assert.match(String(state.arn), /^arn:aws:sqs:us-east-1:123456789012:q-[0-9a-f]{7}$/);
  });

  it("refuses a URN that is taken, in the engine's words", () => {
    const engine = engineFor();
    engine.register(requestFor({}));
    assert.throws(() => engine.register(requestFor({})), {
      message:
        "Duplicate resource URN 'urn:pulumi:dev::shop::aws:sqs/queue:Queue::q'; try giving it a unique name",
    });
  });

  it("makes a resource in the region of the stack, of its provider or of its own", () => {
    const engine = engineFor({ region: "eu-west-1" });
    const arnOf = (request: Partial<ResourceRequest>) =>
      String(engine.register(requestFor(request)).state.arn).split(":")[3];
    const provider = engine.register(
      requestFor({ type: "pulumi:providers:aws", name: "p", inputs: { region: "us-west-2" } }),
    );
    assert.equal(arnOf({ name: "a" }), "eu-west-1");
    assert.equal(arnOf({ name: "b", provider: `${provider.urn}::${provider.id}` }), "us-west-2");
    assert.equal(arnOf({ name: "c", inputs: { region: "sa-east-1" } }), "sa-east-1");
  });

  it("finds a resource that is read or imported by its id", () => {
    const cluster = { type: "aws:ecs/cluster:Cluster", read: true };
    const arn = "arn:aws:ecs:us-east-1:42:cluster/mine";
    const byArn = engineFor().register(requestFor({ ...cluster, id: arn }));
    assert.deepEqual([byArn.id, byArn.state.arn, byArn.state.name], [arn, arn, "mine"]);

    const vpc = engineFor().register(requestFor({ type: "aws:ec2/vpc:Vpc", id: "vpc-1" }));
    assert.deepEqual(
      [vpc.id, vpc.state.arn],
      ["vpc-1", "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1"],
    );

    const role = engineFor().register(requestFor({ type: "aws:iam/role:Role", id: "admin" }));
    assert.deepEqual(
      [role.state.name, role.state.arn],
      ["admin", "arn:aws:iam::123456789012:role/admin"],
    );
  });

  it("gives a component nothing but what it has: it makes its own outputs", () => {
    const request = requestFor({ type: "acme:index:Team", inputs: { size: 3 }, hasOutputs: false });
    const { id, state } = engineFor().register(request);
    assert.equal(id, "");
    assert.deepEqual(state, { size: 3 });
  });

  it("marks what a provider makes as secret", () => {
    const password = { type: "random:index/randomPassword:RandomPassword", inputs: { length: 5 } };
    const { id, state } = engineFor().register(requestFor(password));
    assert.equal(id.length, 5);
    assert.deepEqual(state.result, encodeSecret(id));
  });

  it("prefers the outputs that a test gives", () => {
    const engine = engineFor({
      outputs: ({ name, inputs }) => ({ arn: `${name}/${String(inputs.n)}` }),
    });
    assert.equal(engine.register(requestFor({ inputs: { n: encodeSecret(1) } })).state.arn, "q/1");
  });

  it("answers a StackReference with the platform's references", () => {
    const { state } = engineFor().register(
      requestFor({ type: "pulumi:pulumi:StackReference", id: "acme/platform/dev", read: true }),
    );
    assert.deepEqual(Object.keys(state.outputs as object), ["network", "cluster", "loadBalancer"]);
    assert.deepEqual(state.secretOutputNames, []);
  });
});

describe("OfflineEngine.call", () => {
  it("calls functions in the region of the stack or of an explicit provider", () => {
    const engine = engineFor({ region: "eu-west-1" });
    const provider = engine.register(
      requestFor({ type: "pulumi:providers:aws", name: "p", inputs: { region: "us-west-2" } }),
    );
    const token = "aws:index/getRegion:getRegion";
    assert.equal(engine.call(token, {}, "").region, "eu-west-1");
    assert.equal(engine.call(token, {}, `${provider.urn}::${provider.id}`).region, "us-west-2");
  });

  it("gives the arguments of a function back that it does not know", () => {
    const args = { a: 1, b: encodeSecret("x") };
    assert.deepEqual(engineFor().call("acme:index:getThing", args, ""), { a: 1, b: "x" });
  });
});
