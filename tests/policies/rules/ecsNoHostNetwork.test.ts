import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNoHostNetwork } from "../../../policies/rules/ecsNoHostNetwork.js";
import { componentTask, describeRule, rawService, rawTask } from "./ruleCases.js";

const message = (mode: string) =>
  `task definition 'orders' has no network of its own: set 'networkMode' to awsvpc, got "${mode}"`;

describeRule(ecsNoHostNetwork, {
  passes: [
    {
      title: "awsvpc where it is asked for",
      resource: rawTask([{}], { networkMode: "awsvpc" }),
      configuration: { requireAwsvpc: true },
    },

    { title: "awsvpc", resource: rawTask() },
    { title: "bridge", resource: rawTask([{}], { networkMode: "bridge" }) },
    { title: "none", resource: rawTask([{}], { networkMode: "none" }) },
    { title: "a component's default", resource: componentTask() },
  ],
  fails: [
    {
      title: "the host's network",
      resource: rawTask([{}], { networkMode: "host" }),
      messages: [message("host")],
    },
    {
      title: "the host's network of a component",
      resource: componentTask([{}], { networkMode: "host" }),
      messages: [message("host")],
    },
    {
      title: "bridge where awsvpc is asked for",
      resource: rawTask([{}], { networkMode: "bridge" }),
      messages: [message("bridge")],
      configuration: { requireAwsvpc: true },
    },
    {
      title: "AWS's default where awsvpc is asked for",
      resource: rawTask([{}], { networkMode: undefined }),
      messages: [message("bridge")],
      configuration: { requireAwsvpc: true },
    },
  ],
  unknown: [
    {
      title: "an unknown mode",
      resource: rawTask([{}], { networkMode: UNKNOWN }),
      paths: ["networkMode"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
