import type { NetworkedContainer } from "../../components/taskDefinition/rules/containerNetwork.js";
import {
  networkPlatformProblem,
  networkTextProblem,
} from "../../components/taskDefinition/rules/containerNetwork.js";
import { networkModeProblem } from "../../components/taskDefinition/rules/networkMode.js";
import { proxiedTaskProblem } from "../../components/taskDefinition/rules/proxyConfiguration.js";
import {
  credentialSpecsProblem,
  securityOptionsProblem,
} from "../../components/taskDefinition/rules/securityOptions.js";
import type { Rule } from "../rule.js";
import type { NetworkView } from "../views/networkView.js";

/**
 * Task definitions ask for nothing that their network mode or operating system does not have. What Fargate does not have is
 * for `fargate-params-supported` to say.
 */
export const networkParamsSupported: Rule = {
  name: "network-params-supported",
  description:
    "Task definitions ask for nothing that their network mode or operating system does not offer.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave the parameter out, or give the task the network mode or operating system that has it.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
  sources: ["O6"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(
      () => (task.isForFargate() ? [] : [task]),
      () => {
        check(
          () =>
            networkModeProblem({
              networkMode: task.networkMode(),
              requiresCompatibilities: task.requiresCompatibilities(),
              isWindows: task.isForWindows(),
            })?.reason,
        );
      },
    );
    const platform = () => ({
      networkMode: task.networkMode(),
      isFargate: task.isForFargate(),
      isWindows: task.isForWindows(),
    });
    forEach(
      () => [task.proxyName() ?? []].flat(),
      (containerName) => {
        check(() => {
          const containerNames = task.containers().map(({ outline }) => outline.name);
          return proxiedTaskProblem({ ...platform(), containerName, containerNames })?.reason;
        });
      },
    );
    forEach(task.containers, ({ network }) => {
      const { name } = network;
      for (const leaf of LEAVES) {
        check(() => {
          const given = leaf(network);
          if (Object.values(given).every((value) => value === undefined)) return undefined;
          const one = { name, ...given };
          return (networkPlatformProblem(one, platform()) ?? networkTextProblem(one))?.reason;
        });
      }
      check(() => securityOptionsProblem(network, platform())?.reason);
      check(() => credentialSpecsProblem(network, platform())?.reason);
    });
  },
};

/** What is judged by itself, so that a value which is not known leaves nothing else open. */
const LEAVES: readonly ((container: NetworkView) => Omit<NetworkedContainer, "name">)[] = [
  ({ hostname }) => ({ hostname }),
  ({ dnsServers }) => ({ dnsServers }),
  ({ dnsSearchDomains }) => ({ dnsSearchDomains }),
  ({ extraHosts }) => ({ extraHosts }),
  ({ links }) => ({ links }),
  ({ disableNetworking }) => ({ disableNetworking }),
];
