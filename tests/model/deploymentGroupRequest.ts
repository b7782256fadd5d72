import type { Inputs } from "./apiRequest.js";
import { optional, renamed } from "./apiRequest.js";

/** `CreateDeploymentGroup` as the provider makes it of a deployment group's inputs. */
export function deploymentGroupRequest(inputs: Inputs): Inputs {
  const { appName, ecsService, loadBalancerInfo, alarmConfiguration, ...others } = inputs;
  const rest = renamed(others, { blueGreenDeploymentConfig: "blueGreenDeploymentConfiguration" });
  const { targetGroupPairInfo } = loadBalancerInfo as Inputs;
  return {
    applicationName: appName,
    ecsServices: [ecsService],
    loadBalancerInfo: { targetGroupPairInfoList: [targetGroupPairInfo] },
    ...optional("alarmConfiguration", alarmConfiguration && named(alarmConfiguration as Inputs)),
    ...rest,
  };
}

function named({ alarms, ...rest }: Inputs): Inputs {
  return { ...rest, alarms: (alarms as string[]).map((name) => ({ name })) };
}
