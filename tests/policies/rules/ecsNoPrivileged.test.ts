import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNoPrivileged } from "../../../policies/rules/ecsNoPrivileged.js";
import { componentService, componentTask, describeRule, rawTask } from "./ruleCases.js";

const adding = (...add: string[]) => ({ linuxParameters: { capabilities: { add } } });

describeRule(ecsNoPrivileged, {
  passes: [
    { title: "the component's default", resource: componentTask() },
    { title: "the resource's default", resource: rawTask() },
    { title: "a plain no", resource: rawTask([{ privileged: false }]) },
    {
      title: "capabilities that are dropped",
      resource: rawTask([{ linuxParameters: { capabilities: { drop: ["ALL"] } } }]),
    },
    {
      title: "a capability that the configuration allows, in any spelling",
      resource: rawTask([adding("CAP_SYS_ADMIN")]),
      configuration: { allowedCapabilities: ["sys_admin"] },
    },
    {
      title: "capabilities below those of the host",
      resource: rawTask([adding("NET_ADMIN", "SYS_PTRACE", "IPC_LOCK")]),
    },
  ],
  fails: [
    {
      title: "two capabilities of the host",
      resource: rawTask([
        { linuxParameters: { capabilities: { add: ["SYS_ADMIN", "SYS_MODULE"] } } },
      ]),
      messages: [
        "container 'app' adds Linux capabilities that give all rights of its host: remove 'SYS_ADMIN', 'SYS_MODULE' from 'linuxParameters.capabilities.add'",
      ],
    },

    {
      title: "a privileged container of the component",
      resource: componentTask([{ privileged: true }]),
      messages: ["container 'app' is privileged: set 'privileged' to false"],
    },
    {
      title: "the second container",
      resource: rawTask([{}, { name: "sidecar", privileged: true }]),
      messages: ["container 'sidecar' is privileged: set 'privileged' to false"],
    },
    {
      title: "a key in other letter case, which the AWS provider takes as well",
      resource: rawTask([{ Privileged: true }]),
      messages: ["container 'app' is privileged: set 'privileged' to false"],
    },
    {
      title: "an added capability",
      resource: rawTask([adding("SYS_ADMIN")]),
      messages: [
        "container 'app' adds Linux capabilities that give all rights of its host: remove 'SYS_ADMIN' from 'linuxParameters.capabilities.add'",
      ],
    },
    {
      title: "a capability that a container of the component adds",
      resource: componentTask([{ capabilities: { add: ["SYS_MODULE"] } }]),
      messages: [
        "container 'app' adds Linux capabilities that give all rights of its host: remove 'SYS_MODULE' from 'capabilities.add'",
      ],
    },
    {
      title: "capabilities beyond those that the configuration allows",
      resource: rawTask([adding("SYS_ADMIN", "NET_ADMIN", "ALL")]),
      configuration: { allowedCapabilities: ["SYS_ADMIN"] },
      messages: [
        "container 'app' adds Linux capabilities that give all rights of its host: remove 'ALL' from 'linuxParameters.capabilities.add'",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown choice, which hides no other container's",
      resource: componentTask([{ privileged: UNKNOWN }, { name: "sidecar", privileged: true }]),
      paths: ["containers[0].privileged"],
      messages: ["container 'sidecar' is privileged: set 'privileged' to false"],
    },
    {
      title: "an unknown name, which does not hide the container",
      resource: componentTask([{ name: UNKNOWN, privileged: true }]),
      paths: [],
      messages: ["container 'containers[0]' is privileged: set 'privileged' to false"],
    },
    {
      title: "unknown container definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
  ],
  ignores: [{ title: "a service", resource: componentService() }],
});
