import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsLoggingRequired } from "../../../policies/rules/ecsLoggingRequired.js";
import { componentTask, describeRule, rawService, rawTask } from "./ruleCases.js";

const message = "container 'app' has no log: set 'logConfiguration'";
const log = (logDriver: unknown) => ({ logConfiguration: { logDriver } });

describeRule(ecsLoggingRequired, {
  passes: [
    { title: "awslogs", resource: rawTask([log("awslogs")]) },
    { title: "a log router", resource: rawTask([log("awsfirelens")]) },
    { title: "what a component fills in", resource: componentTask() },
    {
      title: "a driver that is allowed",
      resource: rawTask([log("splunk")]),
      configuration: { allowedDrivers: ["splunk"] },
    },
    {
      title: "the component's own driver, allowed",
      resource: componentTask(),
      configuration: { allowedDrivers: ["awslogs"] },
    },
  ],
  fails: [
    {
      title: "a driver that is none of two",
      resource: rawTask([{ logConfiguration: { logDriver: "json-file" } }]),
      configuration: { allowedDrivers: ["awslogs", "awsfirelens"] },
      messages: [
        "container 'app' logs by 'json-file', which is not one of 'allowedDrivers' awslogs, awsfirelens",
      ],
    },

    { title: "no log", resource: rawTask(), messages: [message] },
    { title: "an empty driver", resource: rawTask([log("")]), messages: [message] },
    {
      title: "one container of two",
      resource: rawTask([log("awslogs"), { name: "side" }]),
      messages: ["container 'side' has no log: set 'logConfiguration'"],
    },
    {
      title: "a driver that is not allowed",
      resource: rawTask([log("syslog")]),
      messages: ["container 'app' logs by 'syslog', which is not one of 'allowedDrivers' awslogs"],
      configuration: { allowedDrivers: ["awslogs"] },
    },
  ],
  unknown: [
    {
      title: "an unknown driver",
      resource: componentTask([log(UNKNOWN)]),
      paths: ["containers[0].logConfiguration.logDriver"],
    },
  ],
  ignores: [
    { title: "a service", resource: rawService() },
    {
      title: "a container that needs none",
      resource: rawTask(),
      configuration: { exemptContainers: ["app"] },
    },
  ],
});
