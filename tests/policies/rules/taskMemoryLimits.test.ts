import { UNKNOWN } from "../../../policies/resource/reader.js";
import { taskMemoryLimits } from "../../../policies/rules/taskMemoryLimits.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const NONE = { memory: undefined };
const SIDECAR = { name: "sidecar", memory: undefined };
const SOFT = { memory: undefined, memoryReservation: 256 };
const EC2 = { requiresCompatibilities: ["EC2"], cpu: undefined, memory: undefined };

describeRule(taskMemoryLimits, {
  passes: [
    { title: "a hard limit", resource: componentTask() },
    { title: "a hard limit of a resource", resource: rawTask() },
    { title: "the only container, which gets all of the task", resource: componentTask([NONE]) },
    { title: "the least limit", resource: rawTask([{ memory: 128 }]) },
    { title: "the largest limit", resource: componentTask([{ memory: 16384 }]) },
    {
      title: "a reservation below the limit",
      resource: rawTask([{ memoryReservation: 511 }]),
    },
    {
      title: "a soft limit where that is enough",
      resource: rawTask([SOFT]),
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
      title: "a container without a limit",
      resource: rawTask([NONE]),
      messages: ["container 'app' has no hard memory limit: set 'memory' (MiB), for example 512"],
    },
    {
      title: "two containers that share what is left",
      resource: componentTask([NONE, SIDECAR]),
      messages: [
        "container 'app' has no hard memory limit: set 'memory' (MiB), for example 512",
        "container 'sidecar' has no hard memory limit: set 'memory' (MiB), for example 512",
      ],
    },
    {
      title: "a limit below the least",
      resource: componentTask([{ memory: 127 }]),
      messages: ["'memory' of container 'app' must be 128 to 16384 MiB, got 127; 128 works"],
    },
    {
      title: "a limit above the largest",
      resource: rawTask([{ memory: 16385 }]),
      messages: ["'memory' of container 'app' must be 128 to 16384 MiB, got 16385; 16384 works"],
    },
    {
      title: "a reservation as large as the limit",
      resource: rawTask([{ memoryReservation: 512 }]),
      messages: [
        "'memoryReservation' of container 'app' must be below its 'memory' of 512 MiB, got 512; 256 works",
      ],
    },
    {
      title: "a container on EC2 that nothing limits",
      resource: rawTask([NONE], EC2),
      configuration: { requireHardLimit: false },
      messages: [
        "container 'app' has no memory limit, and its task has none: set 'memory' (MiB), for example 512",
      ],
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
