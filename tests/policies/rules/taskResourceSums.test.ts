import { UNKNOWN } from "../../../policies/resource/reader.js";
import { taskResourceSums } from "../../../policies/rules/taskResourceSums.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const SIDECAR = { name: "sidecar" };

describeRule(taskResourceSums, {
  passes: [
    {
      title: "containers that fill the task",
      resource: componentTask([{}, SIDECAR], { cpu: 256, memory: 1024 }),
    },
    {
      title: "a size that the component chooses",
      resource: componentTask([{}, { ...SIDECAR, cpu: 300 }]),
    },
    {
      title: "containers that fill the task of a resource",
      resource: rawTask([{ cpu: 256 }, { ...SIDECAR, cpu: 256, memory: 1536 }]),
    },
    {
      title: "any sum where the task has no size",
      resource: rawTask([{ memory: 99_999 }], { cpu: undefined, memory: undefined }),
    },
  ],
  fails: [
    {
      title: "containers with too much memory",
      resource: componentTask([{}, { ...SIDECAR, memory: 513 }], { cpu: 256, memory: 1024 }),
      messages: [
        "'memory' of the task must hold all containers, which ask for 1025 MiB together, got 1024; 1025 is enough",
      ],
    },
    {
      title: "a soft limit that does not fit",
      resource: rawTask([{}, { ...SIDECAR, memory: undefined, memoryReservation: 1537 }]),
      messages: [
        "'memory' of the task must hold all containers, which ask for 2049 MiB together, got 2048; 2049 is enough",
      ],
    },
    {
      title: "containers with too much CPU",
      resource: rawTask([{ cpu: 256 }, { ...SIDECAR, cpu: 257 }]),
      messages: [
        "'cpu' of the task must hold all containers, which ask for 513 CPU units together, got 512; 513 is enough",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown memory, which does not hide the CPU",
      resource: componentTask([{ memory: UNKNOWN, cpu: 257 }], { cpu: 256, memory: 1024 }),
      paths: ["containers[0].memory"],
      messages: [
        "'cpu' of the task must hold all containers, which ask for 257 CPU units together, got 256; 257 is enough",
      ],
    },
    {
      title: "unknown container definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions", "containerDefinitions"],
    },
  ],
});
