import assert from "node:assert/strict";

import { costOf, resource, scaling, service, taskDefinition } from "./costCases.js";

const adviceOf = (...args: Parameters<typeof costOf>) =>
  costOf(...args).advice.map(({ kind, saving }) => [kind, saving]);

const limits = (...containers: object[]) => ({ containerDefinitions: JSON.stringify(containers) });

describe("costAdvice", () => {
  it("tells what ARM saves, and that Spot saves above the least count, the larger saving first", () => {
    const resources = [taskDefinition("a", [256, 512]), service("a", 2), scaling("a", 2, 6)];
    // 4 expected: 4 x 730 x (0.0123425 - 0.009875); 2 above the least: 2 x 9.010025 x (1 - 0.38).
    assert.deepEqual(adviceOf(resources), [
      ["spot", 11.17],
      ["arm", 7.21],
    ]);
    const messages = costOf(resources).advice.map(({ message }) => message);
    assert.deepEqual(messages, [
      "the tasks of 'a' above its least 2 on Fargate Spot ('spotAboveTasks: 2') save at least $11.17 a month, " +
        "if it bears that AWS takes them back with two minutes' notice",
      `'a' on ARM ('architecture: "arm64"') saves $7.21 a month, if its images are built for it`,
    ]);
  });

  it("has nothing against what is on ARM, runs Windows, is on Spot or does not scale", () => {
    const arm = { runtimePlatform: { cpuArchitecture: "ARM64" } };
    assert.deepEqual(adviceOf([taskDefinition("a", [256, 512], arm), service("a", 2)]), []);
    const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
    assert.deepEqual(
      adviceOf([taskDefinition("a", [1024, 2048], windows), service("a", 1), scaling("a", 1, 3)]),
      [],
    );
    assert.deepEqual(
      adviceOf([taskDefinition("a", [256, 512]), service("a", 2, { launchType: "EC2" })]),
      [],
    );
  });

  it("finds the smaller legal size that holds the containers' own limits", () => {
    const arm = { runtimePlatform: { cpuArchitecture: "ARM64" } };
    const sized = (size: [number, number], ...containers: object[]) =>
      costOf([taskDefinition("a", size, { ...arm, ...limits(...containers) }), service("a", 1)])
        .advice;
    const [memory] = sized([512, 4096], { cpu: 512, memory: 1024 }, { memory: 512 });
    // 730 x 2 x 0.00356.
    assert.equal(memory?.saving, 5.2);
    assert.match(memory.message, /'cpu' 512 and 'memory' 2048 hold them/);
    const [both] = sized([1024, 2048], { cpu: 128, memory: 256 }, { cpu: 64, memory: 256 });
    // 730 x (0.75 x 0.03238 + 1.5 x 0.00356).
    assert.equal(both?.saving, 21.63);
    assert.match(both.message, /'cpu' 256 and 'memory' 512 hold them/);
    assert.deepEqual(sized([512, 4096], { memory: 1024 }, {}), [], "one may use all that is left");
    assert.deepEqual(sized([256, 512], { cpu: 256, memory: 512 }), []);
  });

  it("tells what one NAT gateway saves, in stacks for trying out alone", () => {
    const vpc = resource("awsx:ec2:Vpc", "net", { natGateways: { strategy: "OnePerAz" } });
    // 2 x 730 x (0.045 + 0.005).
    assert.deepEqual(adviceOf([vpc], { stack: "dev" }), [["oneNatGateway", 73]]);
    assert.deepEqual(adviceOf([vpc], { stack: "prod" }), []);
    const gateways = ["a", "b"].map((name) => resource("aws:ec2/natGateway:NatGateway", name));
    assert.deepEqual(adviceOf(gateways, { stack: "orders-test" }), [["oneNatGateway", 36.5]]);
    assert.deepEqual(adviceOf(gateways.slice(1), { stack: "dev" }), []);
  });
});
