import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsReadonlyRoot } from "../../../policies/rules/ecsReadonlyRoot.js";
import { componentService, componentTask, describeRule, rawTask } from "./ruleCases.js";

const message =
  "container 'app' can write to its root file system: set 'readonlyRootFilesystem' to true";
const WINDOWS = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };

const STRICT = { acceptUnset: false };
const ROUTER = { firelensConfiguration: { type: "fluentbit" } };

describeRule(ecsReadonlyRoot, {
  passes: [
    { title: "a read-only root", resource: rawTask([{ readonlyRootFilesystem: true }]) },
    {
      title: "a read-only root of a component",
      resource: componentTask([{ readonlyRootFilesystem: true }]),
    },
    { title: "AWS's default, where that is let be", resource: rawTask() },
    {
      title: "Windows, which has none",
      resource: rawTask([{}], WINDOWS),
      configuration: STRICT,
    },
    {
      title: "a container that the configuration names",
      resource: rawTask(),
      configuration: { ...STRICT, exemptContainers: ["a*"] },
    },
    {
      title: "a log router, whose image writes when it starts",
      resource: rawTask([{ ...ROUTER, readonlyRootFilesystem: false }]),
      configuration: STRICT,
    },
  ],
  fails: [
    {
      title: "AWS's default",
      resource: rawTask(),
      messages: [message],
      configuration: STRICT,
    },
    {
      title: "a writable root",
      resource: rawTask([{ readonlyRootFilesystem: false }]),
      messages: [message],
    },
    {
      title: "a component's default",
      resource: componentTask(),
      messages: [message],
      configuration: STRICT,
    },
    {
      title: "a container of another name",
      resource: rawTask(),
      messages: [message],
      configuration: { ...STRICT, exemptContainers: ["b*"] },
    },
    {
      title: "a log router where Security Hub's controls count",
      resource: rawTask([ROUTER]),
      messages: [message],
      configuration: { ...STRICT, acceptLogRouter: false },
    },
    {
      title: "Linux by name",
      resource: rawTask([{}], { runtimePlatform: { operatingSystemFamily: "LINUX" } }),
      messages: [message],
      configuration: STRICT,
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: componentTask([{ readonlyRootFilesystem: UNKNOWN }]),
      paths: ["containers[0].readonlyRootFilesystem"],
    },
    {
      title: "unknown containers",
      resource: rawTask([{}], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
  ],
  ignores: [{ title: "a service", resource: componentService() }],
});
