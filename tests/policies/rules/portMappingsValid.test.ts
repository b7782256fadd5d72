import { UNKNOWN } from "../../../policies/resource/reader.js";
import { portMappingsValid } from "../../../policies/rules/portMappingsValid.js";
import { componentTask, describeRule, rawService, rawTask } from "./ruleCases.js";

const port = (edit: object) => ({ portMappings: [{ containerPort: 8080, ...edit }] });

describeRule(portMappingsValid, {
  passes: [
    { title: "ports of our component", resource: componentTask([port({ name: "http" })]) },
    { title: "ports of a resource", resource: rawTask([port({ hostPort: 8080 })]) },
    { title: "a container without ports", resource: componentTask() },
    {
      title: "one port in two containers behind a bridge",
      resource: rawTask([port({ hostPort: 0 }), { name: "agent", ...port({ hostPort: 0 }) }], {
        requiresCompatibilities: ["EC2"],
        networkMode: undefined,
      }),
    },
  ],
  fails: [
    {
      title: "one port in two containers of our component",
      resource: componentTask([port({}), { name: "agent", ...port({}) }]),
      messages: [
        "'containerPort' must differ within a task, whose containers share one address, got 8080/tcp in 'app' and 'agent'; 8081 works",
      ],
    },
    {
      title: "port 0 of our component",
      resource: componentTask([port({ containerPort: 0 })]),
      messages: [
        "'containerPort' of container 'app' must be a whole number from 1 to 65535, got 0; 8080 works",
      ],
    },
    {
      title: "another port of the instance in awsvpc",
      resource: rawTask([port({ hostPort: 80 })]),
      messages: [
        "'hostPort' of container 'app' must be its 'containerPort' of 8080 when 'networkMode' is awsvpc, got 80; leave it out",
      ],
    },
    {
      title: "a reserved port of the instance behind a bridge",
      resource: rawTask([port({ hostPort: 51678 })], { networkMode: "bridge" }),
      messages: [
        "'hostPort' of container 'app' must be 1 to 32767 and none of 22, 2375, 2376, 51678, 51679, 51680, got 51678; 0 has a free one chosen",
      ],
    },
    {
      title: "ports without a network",
      resource: rawTask([port({})], { networkMode: "none" }),
      messages: [
        "'portMappings' of container 'app' must be empty when 'networkMode' is none, got 1; leave it out",
      ],
    },
    {
      title: "a name in upper case",
      resource: rawTask([port({ name: "Web" })]),
      messages: [
        `'name' of a port of container 'app' must be 1 to 64 lower case letters, digits, hyphens or underscores and not start with a hyphen, got "Web"; "http" works`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown protocol, but not a number beside it",
      resource: componentTask([port({ containerPort: 0, protocol: UNKNOWN })]),
      paths: ["containers[0].portMappings[0].protocol"],
      messages: [
        "'containerPort' of container 'app' must be a whole number from 1 to 65535, got 0; 8080 works",
      ],
    },
    {
      title: "the ports of an unknown network mode",
      resource: rawTask([port({})], { networkMode: UNKNOWN }),
      paths: ["networkMode", "networkMode"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
