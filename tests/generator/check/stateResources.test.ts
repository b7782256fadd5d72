import assert from "node:assert/strict";

import { stateResources } from "../../../generator/check/stateResources.js";
import { CliError } from "../../../generator/cliError.js";
import { reviewResources } from "../../../policies/pack.js";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const URN = `urn:pulumi:prod::shop::${TASK}::web`;

const encrypted = { [SIGNATURE]: SECRET, ciphertext: "v1:abc:def" };
const plain = (value: unknown) => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) });

function exported(...resources: object[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

const containers = (...environment: object[]) =>
  JSON.stringify([
    {
      name: "app",
      image: "nginx:1.27",
      essential: true,
      environment,
      logConfiguration: { logDriver: "json-file" },
    },
  ]);

function task(containerDefinitions: unknown, more: object = {}): object {
  return {
    urn: URN,
    type: TASK,
    custom: true,
    id: "web",
    inputs: { __defaults: [], family: "web", memory: "512", containerDefinitions },
    ...more,
  };
}

const judged = (text: string) => reviewResources(stateResources("state.json", text));

describe("an exported state", () => {
  it("is judged by what its resources were given", () => {
    const { violations, undetermined } = judged(exported(task('[{"name":"a","image":"nginx"}]')));
    assert.deepEqual(undetermined, []);
    const pinned = violations.find(({ policy }) => policy === "image-pinned");
    assert.equal(pinned?.urn, URN);
    assert.match(pinned.message, /'nginx', which has no tag/);
  });

  it("leaves out what is read alone, and what waits to be deleted", () => {
    const text = '[{"name":"a","image":"nginx"}]';
    for (const more of [{ delete: true }, { external: true }]) {
      assert.deepEqual(stateResources("state.json", exported(task(text, more))), []);
    }
  });

  it("does not know a secret that it has encrypted, and takes it for no violation", () => {
    const { violations, undetermined } = judged(exported(task(encrypted)));
    assert.deepEqual(
      violations.filter(({ kind }) => kind === "invalid"),
      [],
    );
    assert.ok(undetermined.some(({ path }) => path === "containerDefinitions"));
  });

  it("looks into a secret in plain text, and shows nothing of it", () => {
    const definitions = containers({ name: "DB_PASSWORD", value: "hunter2-hunter2" });
    const { violations } = judged(exported(task(plain(definitions))));
    assert.ok(violations.some(({ policy }) => policy === "ecs-no-plaintext-secrets"));
    assert.doesNotMatch(JSON.stringify(violations), /hunter2/);
  });

  it("takes a redacted value for no secret", () => {
    const found = (value: string) =>
      judged(exported(task(containers({ name: "DB_PASSWORD", value })))).violations.filter(
        ({ policy }) => policy === "ecs-no-plaintext-secrets",
      ).length;
    assert.equal(found("[secret]"), 0);
    assert.equal(found("hunter2-hunter2"), 1);
  });

  it("knows what refers to what by dependencies, whatever the id is", () => {
    const type = "aws:ecs/service:Service";
    const service = {
      urn: `urn:pulumi:prod::shop::${type}::web`,
      type,
      id: "arn:aws:ecs:eu-west-1:123456789012:service/main/web",
      inputs: { taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7" },
      propertyDependencies: { taskDefinition: [URN], cluster: null },
    };
    const [first, second] = stateResources("state.json", exported(task("[]"), service));
    assert.equal(first?.id, undefined);
    assert.equal(second?.id, service.id);
    assert.deepEqual(second.dependencies, { taskDefinition: [URN], cluster: [] });
  });

  it("is read from the file of a backend as well, and may be empty", () => {
    const resources = [task("[]")];
    const file = JSON.stringify({ version: 3, checkpoint: { stack: "s", latest: { resources } } });
    assert.equal(stateResources("s.json", file).length, 1);
    assert.deepEqual(stateResources("s.json", '{"version":3,"deployment":{}}'), []);
  });

  for (const [what, text, message] of [
    ["no JSON", "no", /^s\.json must be JSON, as 'pulumi stack export' writes it: /],
    ["no state", '{"family":"a"}', /and has no 'deployment'$/],
    ["a list", "[]", /and has no 'deployment'$/],
    ["resources without URN", '{"deployment":{"resources":[{}]}}', /has a 'urn' and a 'type'$/],
  ] as const) {
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => stateResources("s.json", text),
        (error) => error instanceof CliError && message.test(error.message),
      );
    });
  }
});
