import { UNKNOWN } from "../../../policies/resource/reader.js";
import { fargateTaskSizeValid } from "../../../policies/rules/fargateTaskSizeValid.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const PAGE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html";
const WINDOWS = { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" };

describeRule(fargateTaskSizeValid, {
  passes: [
    { title: "a legal pair", resource: componentTask([{}], { cpu: 256, memory: 1024 }) },
    { title: "a size that the component chooses", resource: componentTask() },
    { title: "a legal pair of a resource", resource: rawTask([{}], { cpu: "256", memory: "512" }) },
    {
      title: "sizes in words",
      resource: rawTask([{}], { cpu: "1 vCPU", memory: "2GB" }),
    },
    {
      title: "Windows with one vCPU",
      resource: rawTask([{}], { cpu: "1024", runtimePlatform: WINDOWS }),
    },
    {
      title: "the size that our component chooses for Windows",
      resource: componentTask([{}], { operatingSystem: "WINDOWS_SERVER_2022_CORE" }),
    },
    {
      title: "any size on EC2",
      resource: rawTask([{}], { cpu: "300", requiresCompatibilities: ["EC2"] }),
    },
  ],
  fails: [
    {
      title: "256 CPU with 4096 MiB",
      resource: componentTask([{}], { cpu: 256, memory: 4096 }),
      messages: [
        `'memory' must be 512, 1024 or 2048 MiB when 'cpu' is 256, got 4096. With 4096 MiB the smallest 'cpu' is 512. ${PAGE}`,
      ],
    },
    {
      title: "8192 CPU with a step of 1024 MiB",
      resource: rawTask([{}], { cpu: "8192", memory: "17408" }),
      messages: [
        `'memory' must be 16384 to 61440 in steps of 4096 MiB when 'cpu' is 8192, got 17408. The next size that fits is 20480 MiB. ${PAGE}`,
      ],
    },
    {
      title: "a CPU size that Fargate does not offer",
      resource: rawTask([{}], { cpu: "300", memory: "512" }),
      messages: [
        `'cpu' must be one of 256, 512, 1024, 2048, 4096, 8192, 16384 or 32768 on Fargate, got 300; the next legal size is 512. ${PAGE}`,
      ],
    },
    {
      title: "a task without memory",
      resource: rawTask([{}], { memory: undefined }),
      messages: [
        "'memory' must be set for a task on Fargate, got nothing; 'cpu' 256 with 'memory' 512 works",
      ],
    },
    {
      title: "a task without CPU",
      resource: rawTask([{}], { cpu: undefined }),
      messages: [
        "'cpu' must be set for a task on Fargate, got nothing; 'cpu' 256 with 'memory' 512 works",
      ],
    },
    {
      title: "Windows with half a vCPU",
      resource: rawTask([{}], { runtimePlatform: WINDOWS }),
      messages: ["'cpu' must be 1024, 2048 or 4096 for Windows on Fargate, got 512; 1024 works"],
    },
    {
      title: "Windows with 8 vCPU in our component",
      resource: componentTask([{}], {
        cpu: 8192,
        memory: 16384,
        operatingSystem: "WINDOWS_SERVER_2022_CORE",
      }),
      messages: ["'cpu' must be 1024, 2048 or 4096 for Windows on Fargate, got 8192; 4096 works"],
    },
    {
      title: "a size that is none",
      resource: rawTask([{}], { cpu: "lots" }),
      messages: [`'cpu' must be CPU units such as 256, or "1 vCPU", got "lots"`],
    },
  ],
  unknown: [
    {
      title: "an unknown memory of the component",
      resource: componentTask([{}], { cpu: 256, memory: UNKNOWN }),
      paths: ["memory"],
    },
    {
      title: "an unknown CPU of the resource",
      resource: rawTask([{}], { cpu: UNKNOWN }),
      paths: ["cpu"],
    },
    {
      title: "a size that the component chooses from an unknown need",
      resource: componentTask([{ memory: UNKNOWN }]),
      paths: ["containers[0].memory"],
    },
  ],
});
