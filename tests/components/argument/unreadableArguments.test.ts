import assert from "node:assert/strict";

import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster } from "../support/platform.js";
import type { Case } from "../support/untypedArguments.js";
import { container, image, makers, service } from "../support/untypedArguments.js";

const boom = (): never => {
  throw new Error("no such setting");
};
/** A proxy that fails whatever is asked of it. */
function trap(): object {
  return new Proxy({}, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom });
}
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
/** Settings as classes have them, which read a file or the environment when they are asked. */
class Settings {
  get image(): string {
    return image;
  }
  get name(): string {
    return "orders";
  }
}

const UNREADABLE: Case[] = [
  [
    "containers[0].image",
    () =>
      makers.TaskDefinition({
        containers: [
          {
            name: "orders",
            get image() {
              return boom();
            },
          },
        ],
      }),
    `'containers[0].image' must be a text, got a value that fails when it is read ("no such setting")`,
  ],
  [
    "containers[0].memory",
    () => container({ memory: trap() }),
    `'containers[0].memory' must be a number, got a value that fails when it is read ("no such setting")`,
  ],
  [
    "containers[0].healthCheck",
    () => container({ healthCheck: revoked() }),
    `'containers[0].healthCheck' must be a map, got a value that fails when it is read ("Cannot perform 'get' on a proxy that has been revoked"); a map with 'command' works`,
  ],
  [
    "containers[0].environment.TOKEN",
    () => container({ environment: { A: "a", TOKEN: trap() } }),
    `'containers[0].environment.TOKEN' must be a text, got a value that fails when it is read ("no such setting")`,
  ],
  [
    "containers[0].command[1]",
    () => container({ command: ["serve", trap()] }),
    `'containers[0].command[1]' must be a text, got a value that fails when it is read ("no such setting")`,
  ],
  [
    "cluster",
    () => service({ cluster: revoked() }),
    `'cluster' must be the '.ref' of a Cluster, got a value that fails when it is read ("Cannot perform 'get' on a proxy that has been revoked")`,
  ],
  [
    "deployment",
    () => service({ deployment: [new Proxy({}, { ownKeys: boom })] }),
    "'deployment' must be a map, got a list of 1",
  ],
  [
    "taskDefinition",
    () =>
      makers.Service({
        cluster,
        get taskDefinition() {
          return boom();
        },
      }),
    `'taskDefinition' must be the '.ref' of a TaskDefinition, got a value that fails when it is read ("no such setting")`,
  ],
  [
    "",
    () => makers.Network(trap()),
    "the arguments must be a map, got a value that fails when it is read",
  ],
];

describe("arguments that fail when they are read", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  for (const [path, make, message] of UNREADABLE) {
    it(`names ${path || "the arguments as a whole"}: ${message.slice(0, 60)}…`, () => {
      assert.throws(make, (error: Error) => {
        assert.equal(error.name, "ArgumentError");
        assert.ok(error.message.includes(message), error.message);
        return true;
      });
    });
  }

  it("takes what classes and proxies of settings give", async () => {
    makers.TaskDefinition({ containers: [new Settings()] });
    const mails = new Proxy({ name: "mails", image }, {});
    new TaskDefinition("mails", new Proxy({ containers: [mails] }, {}));
    await mock.settled();
    const names = mock.resources.map(({ type }) => type);
    assert.equal(
      names.filter((type) => type === "aws:ecs/taskDefinition:TaskDefinition").length,
      2,
    );
  });
});
