import { UNKNOWN } from "../../../policies/resource/reader.js";
import { taskMemoryValid } from "../../../policies/rules/taskMemoryValid.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const NONE = { memory: undefined };
const EC2 = { requiresCompatibilities: ["EC2"], cpu: undefined, memory: undefined };

describeRule(taskMemoryValid, {
  passes: [
    { title: "a hard limit", resource: componentTask() },
    { title: "a container on Fargate, where the task is the limit", resource: rawTask([NONE]) },
    {
      title: "a soft limit on instances",
      resource: rawTask([{ ...NONE, memoryReservation: 64 }], EC2),
    },
    {
      title: "a task on instances that is the limit",
      resource: rawTask([NONE], { ...EC2, memory: "512" }),
    },
    {
      title: "a reservation as large as the limit",
      resource: rawTask([{ memoryReservation: 512 }]),
    },
    {
      title: "what Docker takes at least",
      resource: rawTask([{ memory: 6, memoryReservation: 6 }], EC2),
    },
    {
      title: "more than any Fargate task has, on instances",
      resource: rawTask([{ memory: 500_000 }], EC2),
    },
  ],
  fails: [
    {
      title: "a container on instances that nothing limits",
      resource: rawTask([NONE], EC2),
      messages: [
        "container 'app' has no memory limit, and its task has none: set 'memory' (MiB), for example 512",
      ],
    },
    {
      title: "the second of two that nothing limits",
      resource: rawTask([{}, { name: "sidecar", ...NONE }], EC2),
      messages: [
        "container 'sidecar' has no memory limit, and its task has none: set 'memory' (MiB), for example 512",
      ],
    },
    {
      title: "less than Docker takes",
      resource: rawTask([{ memory: 5 }], EC2),
      messages: ["'memory' of container 'app' must be at least 6 MiB, got 5; 128 works"],
    },
    {
      title: "a reservation of nothing",
      resource: rawTask([{ memoryReservation: 0 }], EC2),
      messages: ["'memoryReservation' of container 'app' must be at least 6 MiB, got 0; 128 works"],
    },
    {
      title: "a reservation above the limit",
      resource: rawTask([{ memoryReservation: 513 }]),
      messages: [
        "'memoryReservation' of container 'app' must be at most its 'memory' of 512 MiB, got 513; 512 works",
      ],
    },
    {
      title: "a reservation above the limit of our component",
      resource: componentTask([{ memoryReservation: 1024 }]),
      messages: [
        "'memoryReservation' of container 'app' must be at most its 'memory' of 512 MiB, got 1024; 512 works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown limit",
      resource: componentTask([{ memory: UNKNOWN, memoryReservation: 2 }]),
      paths: ["containers[0].memory", "containers[0].memory", "containers[0].memory"],
      messages: ["'memoryReservation' of container 'app' must be at least 6 MiB, got 2; 128 works"],
    },
    {
      title: "unknown container definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
  ],
});
