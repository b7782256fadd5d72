import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNonRootUser } from "../../../policies/rules/ecsNonRootUser.js";
import { componentService, componentTask, describeRule, rawTask } from "./ruleCases.js";

const root = (user: string) =>
  `container 'app' runs as '${user}': set 'user' to one with fewer rights`;
const byImage = (who: string) =>
  `container 'app' runs as the user of its image, which may be ${who}: set 'user'`;
const WINDOWS = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };

const ROUTER = { user: "0", firelensConfiguration: { type: "fluentbit" } };

describeRule(ecsNonRootUser, {
  passes: [
    { title: "a user whose number begins like root's", resource: rawTask([{ user: "01" }]) },

    { title: "a number", resource: rawTask([{ user: "1000" }]) },
    { title: "a name and a group", resource: rawTask([{ user: "nginx:root" }]) },
    { title: "a component's user", resource: componentTask([{ user: "1000:1000" }]) },
    { title: "a user of Windows", resource: rawTask([{ user: "ContainerUser" }], WINDOWS) },
    { title: "an image that is trusted", resource: rawTask() },
    { title: "a log router, as AWS writes it", resource: rawTask([ROUTER]) },
    {
      title: "a log router where images are not trusted",
      resource: rawTask([ROUTER]),
      configuration: { trustImageUser: false },
    },
  ],
  fails: [
    {
      title: "a user who is empty, where the image's is too little",
      resource: rawTask([{ user: "" }]),
      configuration: { trustImageUser: false },
      messages: ["container 'app' runs as the user of its image, which may be root: set 'user'"],
    },

    {
      title: "a log router where Security Hub's controls count",
      resource: rawTask([ROUTER]),
      messages: [root("0")],
      configuration: { acceptLogRouter: false },
    },
    { title: "root by name", resource: rawTask([{ user: "root" }]), messages: [root("root")] },
    {
      title: "root by number, with a group",
      resource: rawTask([{ user: "0:1000" }]),
      messages: [root("0:1000")],
    },
    {
      title: "root by another number",
      resource: rawTask([{ user: "00" }]),
      messages: [root("00")],
    },
    {
      title: "root by name, with a group",
      resource: componentTask([{ user: "root:app" }]),
      messages: [root("root:app")],
    },
    {
      title: "the image's user",
      resource: rawTask(),
      messages: [byImage("root")],
      configuration: { trustImageUser: false },
    },
    {
      title: "the image's user on Windows",
      resource: rawTask([{}], WINDOWS),
      messages: [byImage("an administrator")],
      configuration: { trustImageUser: false },
    },
    {
      title: "the administrator of Windows",
      resource: rawTask([{ user: "ContainerAdministrator" }], WINDOWS),
      messages: [root("ContainerAdministrator")],
    },
    {
      title: "root where images are not trusted",
      resource: rawTask([{ user: "root" }]),
      messages: [root("root")],
      configuration: { trustImageUser: false },
    },
  ],
  unknown: [
    {
      title: "an unknown user",
      resource: componentTask([{ user: UNKNOWN }]),
      paths: ["containers[0].user"],
    },
  ],
  ignores: [{ title: "a service", resource: componentService() }],
});
