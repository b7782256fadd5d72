import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsCapabilitiesLimited } from "../../../policies/rules/ecsCapabilitiesLimited.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const adding = (...add: unknown[]) => ({ linuxParameters: { capabilities: { add } } });

function added(...names: string[]): string {
  const list = names.map((name) => `'${name}'`).join(", ");
  return `container 'app' adds Linux capabilities that are not allowed: remove ${list} from 'linuxParameters.capabilities.add'`;
}

describeRule(ecsCapabilitiesLimited, {
  passes: [
    { title: "no capability", resource: rawTask() },
    {
      title: "a capability that the configuration allows, in any spelling",
      resource: rawTask([adding("CAP_SYS_PTRACE")]),
      configuration: { allowedCapabilities: ["sys_ptrace"] },
    },
    {
      title: "what another rule forbids",
      resource: rawTask([adding("SYS_ADMIN", "ALL")]),
    },
  ],
  fails: [
    { title: "one", resource: rawTask([adding("NET_ADMIN")]), messages: [added("NET_ADMIN")] },
    {
      title: "one of the component",
      resource: componentTask([{ capabilities: { add: ["SYS_PTRACE"] } }]),
      messages: [added("SYS_PTRACE").replace("linuxParameters.", "")],
    },
    {
      title: "those that are not allowed",
      resource: rawTask([adding("SYS_PTRACE", "NET_ADMIN", "IPC_LOCK")]),
      configuration: { allowedCapabilities: ["IPC_LOCK"] },
      messages: [added("SYS_PTRACE", "NET_ADMIN")],
    },
  ],
  unknown: [
    {
      title: "unknown capabilities of the component",
      resource: componentTask([{ capabilities: { add: UNKNOWN } }]),
      paths: ["containers[0].capabilities.add"],
    },
  ],
});
