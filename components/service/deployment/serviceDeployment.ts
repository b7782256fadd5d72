import * as pulumi from "@pulumi/pulumi";

import type { DeploymentController, DeploymentContext } from "./deploymentController.js";
import { codeDeployController } from "./codeDeployController.js";
import { needsServiceName } from "../rules/deployment/alarmRules.js";
import { foreignFields, ownersOf } from "../rules/deployment/ownership.js";
import { controllerOf } from "../rules/deployment/deploymentStrategy.js";
import { watchedAlarms } from "./deploymentAlarms.js";
import { ecsController } from "./ecsController.js";
import { targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { externalController } from "./externalController.js";
import { physicalName } from "../../rules/physicalName.js";
import { field } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import { plainNetworkMode } from "../../launch/decideTaskNetwork.js";

/** How new tasks come in, and which fields of the service another writer owns from then on. */
export function serviceDeployment(name: string, args: ServiceArgs, context: DeploymentContext) {
  const { counts, traffic, network, decided, parent } = context;
  const { strategy, settings } = decided;
  const owners = ownersOf({
    ...decided,
    isScaled: args.scaling !== undefined,
    hasLoadBalancer: traffic !== undefined,
    hasNetworkLoadBalancer: network !== undefined,
  });
  const serviceName = nameOfService(name, args);
  const alarmNames = watchedAlarms(name, args, { serviceName, traffic, settings, parent });
  const controlled = deploymentController(name, args, { ...context, alarmNames });
  const { inputs, dependencies, minutes, complete } = controlled;
  return {
    /** Inputs of the ECS service. */
    inputs: {
      ...(serviceName && { name: serviceName }),
      desiredCount: counts.apply(({ start }) => start),
      deploymentController: { type: controllerOf(strategy) },
      ...inputs,
    },
    /** What must stand before the service, and go after it. */
    dependencies: [traffic, network, { dependencies }].flatMap((part) => part?.dependencies ?? []),
    /** What the program does not own, an update leaves alone. */
    ignoreChanges: foreignFields(owners),
    customTimeouts: { create: `${minutes}m`, update: `${minutes}m`, delete: "20m" },
    owners,
    complete,
  };
}

function deploymentController(
  name: string,
  args: ServiceArgs,
  context: DeploymentContext & { alarmNames: pulumi.Output<string[]> | undefined },
): DeploymentController {
  const { strategy } = context.decided;
  if (strategy === "codeDeploy") return codeDeployController(name, args, context);
  if (strategy === "external") return externalController(name, args, context);
  return ecsController(name, args, context);
}

/** The physical name that the arguments give the service; nothing where Pulumi may choose it. */
function nameOfService(name: string, args: ServiceArgs): pulumi.Output<string> | undefined {
  const { serviceName, deployment = {} } = args;
  if (serviceName !== undefined) return pulumi.output(serviceName);
  if (!deployment.alarms || !needsServiceName(deployment.alarms)) return undefined;
  // What replaces a service is in its name, so that the new one can stand beside the old.
  const owner = [name, pulumi.getStack(), pulumi.getProject()];
  const controller = controllerOf(deployment.strategy ?? "rolling");
  const networkMode = plainNetworkMode(args.taskDefinition);
  const mode = targetTypeOf(networkMode) === "ip" ? [] : ["instance"];
  return field(args.cluster, "arn").apply((cluster) =>
    physicalName("service", owner, [cluster, controller, ...mode]),
  );
}
