import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { taskMemoryLimits } from "../../../policies/rules/taskMemoryLimits.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const NONE = { memory: undefined };
const SIDECAR = { name: "sidecar", memory: undefined };
const BOUNDS = { minMiB: 128, maxMiB: 16384 };
const SOFT = { memory: undefined, memoryReservation: 256 };
const EC2 = { requiresCompatibilities: ["EC2"], cpu: undefined, memory: undefined };

describeRule(taskMemoryLimits, {
  passes: [
    {
      title: "one size alone",
      resource: rawTask([{ memory: 512 }]),
      configuration: { minMiB: 512, maxMiB: 512 },
    },

    { title: "a hard limit", resource: componentTask() },
    { title: "a hard limit of a resource", resource: rawTask() },
    { title: "the only container, which gets all of the task", resource: componentTask([NONE]) },
    { title: "a container without a limit on Fargate", resource: rawTask([NONE, SIDECAR]) },
    { title: "two containers that share what is left", resource: componentTask([NONE, SIDECAR]) },
    {
      title: "as little as Docker takes, and as much as Fargate has",
      resource: rawTask([{ memory: 6 }, { name: "big", memory: 249_856 }]),
    },
    { title: "the least limit", resource: rawTask([{ memory: 128 }]), configuration: BOUNDS },
    {
      title: "the largest limit",
      resource: componentTask([{ memory: 16384 }]),
      configuration: BOUNDS,
    },
    {
      title: "a reservation as large as the limit",
      resource: rawTask([{ memoryReservation: 512 }], EC2),
    },
    {
      title: "a soft limit where that is enough",
      resource: rawTask([SOFT], EC2),
      configuration: { requireHardLimit: false },
    },
    {
      title: "the task's limit alone where no hard limit is asked for",
      resource: rawTask([NONE]),
      configuration: { requireHardLimit: false },
    },
    {
      title: "a small limit where smaller ones are allowed",
      resource: rawTask([{ memory: 64 }]),
      configuration: { minMiB: 32 },
    },
  ],
  fails: [
    {
      title: "a soft limit below the least",
      resource: rawTask([SOFT], EC2),
      configuration: { requireHardLimit: false, minMiB: 512 },
      messages: [
        "'memoryReservation' of container 'app' must be 512 to 25165824 MiB, got 256; 512 works",
      ],
    },

    {
      title: "a container without a limit on instances",
      resource: rawTask([NONE], EC2),
      messages: ["container 'app' has no hard memory limit: set 'memory' (MiB), for example 512"],
    },
    {
      title: "a soft limit alone on instances, of one container",
      resource: rawTask([SOFT, { name: "sidecar" }], EC2),
      messages: ["container 'app' has no hard memory limit: set 'memory' (MiB), for example 512"],
    },
    {
      title: "a limit below the least",
      resource: componentTask([{ memory: 127 }]),
      configuration: BOUNDS,
      messages: ["'memory' of container 'app' must be 128 to 16384 MiB, got 127; 128 works"],
    },
    {
      title: "a limit above the largest",
      resource: rawTask([{ memory: 16385 }]),
      configuration: BOUNDS,
      messages: ["'memory' of container 'app' must be 128 to 16384 MiB, got 16385; 16384 works"],
    },
    {
      title: "a limit that is no number",
      resource: rawTask([{ memory: "much" }]),
      messages: [`'containerDefinitions[0].memory' must be a number such as 256, got "much"`],
    },
    {
      title: "container definitions that are no JSON",
      resource: rawTask([], { containerDefinitions: "[" }),
      messages: ["'containerDefinitions' must be a text of JSON, got one that does not parse"],
    },
  ],
  unknown: [
    {
      title: "an unknown limit, which hides no other container's",
      resource: componentTask([{ memory: UNKNOWN }, { name: "sidecar", memory: 64 }]),
      configuration: BOUNDS,
      paths: ["containers[0].memory"],
      messages: ["'memory' of container 'sidecar' must be 128 to 16384 MiB, got 64; 128 works"],
    },
    {
      title: "unknown container definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
  ],
});

describe("task-memory-limits", () => {
  it("takes no least above its most", () => {
    assert.throws(
      () =>
        evaluate([taskMemoryLimits], [], { "task-memory-limits": { minMiB: 257, maxMiB: 256 } }),
      /'minMiB' must be at most 'maxMiB' of 256, got 257; 256 works/,
    );
  });
});
