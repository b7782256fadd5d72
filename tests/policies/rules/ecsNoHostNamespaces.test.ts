import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNoHostNamespaces } from "../../../policies/rules/ecsNoHostNamespaces.js";
import { componentTask, describeRule, rawService, rawTask } from "./ruleCases.js";

const message = (what: string, property: string) =>
  `task definition 'orders' has the ${what} of its host: leave '${property}' out, got "host"`;

describeRule(ecsNoHostNamespaces, {
  passes: [
    { title: "a task with its own namespaces", resource: rawTask() },
    {
      title: "processes that its containers share",
      resource: rawTask([{}], { pidMode: "task", ipcMode: "task" }),
    },
    { title: "the component's default", resource: componentTask() },
    {
      title: "shared memory that the configuration allows",
      resource: rawTask([{}], { ipcMode: "host" }),
      configuration: { allowHostIpc: true },
    },
  ],
  fails: [
    {
      title: "the host's processes",
      resource: rawTask([{}], { pidMode: "host" }),
      messages: [message("processes", "pidMode")],
    },
    {
      title: "the host's shared memory",
      resource: rawTask([{}], { ipcMode: "host" }),
      messages: [message("shared memory and message queues", "ipcMode")],
    },
    {
      title: "the host's processes in a component",
      resource: componentTask([{}], { pidMode: "host" }),
      messages: [message("processes", "pidMode")],
    },
  ],
  unknown: [
    {
      title: "an unknown mode",
      resource: rawTask([{}], { pidMode: UNKNOWN, ipcMode: "task" }),
      paths: ["pidMode"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
