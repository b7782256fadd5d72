import assert from "node:assert/strict";

import { Service, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, network } from "../support/platform.js";
import type { Untyped } from "../support/untypedArguments.js";
import { container, image, later, makers, taskDefinition } from "../support/untypedArguments.js";

describe("arguments of components", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  describe("what the interfaces allow", () => {
    async function definitions(): Promise<Untyped> {
      await mock.settled();
      const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
      return JSON.parse(String(inputs.containerDefinitions));
    }

    it("writes out numbers and flags where AWS takes texts, also from outputs", async () => {
      container(
        {
          environment: {
            PORT: 3000,
            DEBUG: false,
            LATER: later(5432),
            PROMISE: Promise.resolve(true),
          },
          dockerLabels: { "com.example.replicas": 2, late: later(1.5) },
          logConfiguration: {
            logDriver: "json-file",
            options: { "max-file": 3, "max-size": "10m" },
          },
          systemControls: { "net.ipv4.tcp_keepalive_time": later(500) },
        },
        { memory: 512, requiresCompatibilities: ["EC2"] },
      );
      const [{ environment, dockerLabels, logConfiguration, systemControls }] = await definitions();
      assert.deepEqual(environment, [
        { name: "DEBUG", value: "false" },
        { name: "LATER", value: "5432" },
        { name: "PORT", value: "3000" },
        { name: "PROMISE", value: "true" },
      ]);
      assert.deepEqual(dockerLabels, { "com.example.replicas": "2", late: "1.5" });
      assert.deepEqual(logConfiguration.options, { "max-file": "3", "max-size": "10m" });
      assert.deepEqual(systemControls, [
        { namespace: "net.ipv4.tcp_keepalive_time", value: "500" },
      ]);
    });

    it("writes out numbers and flags in command lines, also from outputs", async () => {
      container({
        entryPoint: ["/run", later(2)],
        command: ["serve", "--port", 5, "--verbose", true, later(8080), Promise.resolve(false)],
        healthCheck: { command: ["CMD", "check", 8080] },
      });
      const [{ entryPoint, command, healthCheck }] = await definitions();
      assert.deepEqual(entryPoint, ["/run", "2"]);
      assert.deepEqual(command, ["serve", "--port", "5", "--verbose", "true", "8080", "false"]);
      assert.deepEqual(healthCheck.command, ["CMD", "check", "8080"]);
    });

    it("writes them out in a command line that is an output as a whole, and of a task that runs", async () => {
      container({ command: later(["serve", 3000]) });
      const [{ command }] = await definitions();
      assert.deepEqual(command, ["serve", "3000"]);
    });

    for (const [words, message] of [
      [["a", NaN], "'containers[0].command[1]' must be a finite number, got NaN"],
      [["a", null], "'containers[0].command[1]' is required and must be a text, got nothing"],
      [["a", ["b"]], "'containers[0].command[1]' must be a text"],
      [{ a: 1 }, "'containers[0].command' must be a list"],
    ] as const) {
      it(`refuses what is no word: ${JSON.stringify(words)}`, () => {
        assert.throws(
          () => container({ command: words }),
          (error: Error) => error.message.includes(message),
        );
      });
    }

    it("refuses a number among identifiers", () => {
      const port = { containerPort: 8080, containerPortRange: 5 };
      assert.throws(() => container({ portMappings: [port] }), /must be a text, got 5/);
      assert.throws(
        () => container({ dnsServers: [10] }),
        /'containers\[0\]\.dnsServers\[0\]' must be a text, got 10/,
      );
    });

    it("takes nothing for nothing: undefined, and null of YAML, also in maps", async () => {
      container({
        cpu: undefined,
        memory: null,
        colour: undefined,
        healthCheck: null,
        environment: { A: "a", B: undefined, C: null, D: later(undefined) },
        user: later(null),
      });
      const [{ environment, user }] = await definitions();
      assert.deepEqual(environment, [{ name: "A", value: "a" }]);
      assert.equal(user, undefined);
    });

    it("takes outputs and promises of lists, maps and what is in them", async () => {
      container({
        image: Promise.resolve(image),
        command: later(["a", later("b")]),
        entryPoint: [later("x"), Promise.resolve("y")],
        capabilities: { drop: later(["ALL"]) },
      });
      const [{ command, entryPoint }] = await definitions();
      assert.deepEqual(
        [command, entryPoint],
        [
          ["a", "b"],
          ["x", "y"],
        ],
      );
    });

    it("takes a reference of a later version, and one by hand, as outputs and plain", async () => {
      const newer = { ...cluster, quantumCapacity: true };
      new Service("plain", { cluster: newer, taskDefinition });
      new Service("output", { cluster: later(newer), taskDefinition: later(taskDefinition) });
      new Service("parts", {
        cluster: { ...cluster, arn: later(cluster.arn), network: later(network) },
        taskDefinition: { ...taskDefinition, containers: later(taskDefinition.containers) },
      });
      await mock.settled();
      assert.equal(mock.resources.filter(({ type }) => type.endsWith(":Service")).length, 6);
    });

    it("takes maps without a prototype, frozen ones and instances of classes", async () => {
      class Args {
        readonly containers = Object.freeze([Object.freeze({ name: "orders", image })]);
        get memory() {
          return 512;
        }
      }
      new TaskDefinition("instance", new Args() as Untyped);
      container({ environment: Object.assign(Object.create(null), { ["__proto__x"]: "1" }) }, {});
      await mock.settled();
    });

    it("takes keys of maps as they are, also those of every object", async () => {
      container({ environment: JSON.parse('{ "toString": "a", "constructor": 1 }') as object });
      const [{ environment }] = await definitions();
      assert.deepEqual(environment, [
        { name: "constructor", value: "1" },
        { name: "toString", value: "a" },
      ]);
    });

    it("leaves the given arguments as they are", () => {
      const args = Object.freeze({
        containers: [{ name: "orders", image, environment: Object.freeze({ PORT: 1 }) }],
      });
      makers.TaskDefinition(args);
      assert.equal(args.containers[0]?.environment.PORT, 1);
    });
  });
});
