import type * as pulumi from "@pulumi/pulumi";

import { foreignFields } from "../rules/deployment/ownership.js";
import { codeDeployController } from "./codeDeployController.js";
import { watchedAlarms } from "./deploymentAlarms.js";
import type { DeploymentContext, DeploymentController } from "./deploymentController.js";
import { ecsController } from "./ecsController.js";
import { externalController } from "./externalController.js";

/** How new tasks come in, and which fields of the service another writer owns from then on. */
export function serviceDeployment(name: string, context: DeploymentContext) {
  const { counts, traffic, nlbTraffic, decided } = context;
  const { owners, controller, serviceName } = decided;
  const alarmNames = watchedAlarms(name, context);
  const carriedOut = deploymentController(name, { ...context, alarmNames });
  const { inputs, dependencies, minutes, complete } = carriedOut;
  return {
    /** Inputs of the ECS service. */
    inputs: {
      ...(serviceName && { name: serviceName }),
      desiredCount: counts.apply(({ start }) => start),
      deploymentController: { type: controller },
      ...inputs,
    },
    /** What must stand before the service, and go after it. */
    dependencies: [traffic, nlbTraffic, { dependencies }].flatMap(
      (part) => part?.dependencies ?? [],
    ),
    /** What the program does not own, an update leaves alone. */
    ignoreChanges: foreignFields(owners),
    customTimeouts: { create: `${minutes}m`, update: `${minutes}m`, delete: "20m" },
    complete,
  };
}

function deploymentController(
  name: string,
  context: DeploymentContext & { alarmNames: pulumi.Output<string[]> | undefined },
): DeploymentController {
  const { controller } = context.decided;
  if (controller === "CODE_DEPLOY") return codeDeployController(name, context);
  if (controller === "EXTERNAL") return externalController(name, context);
  return ecsController(name, context);
}
