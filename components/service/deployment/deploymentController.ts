import type * as ecs from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import type { RoleBoundary } from "../../aws/roleBoundary.js";
import type { DecidedDeployment } from "./decideDeployment.js";
import type { CountRange } from "../rules/serviceCount.js";
import type { ExternalDeploymentRef } from "../args/externalDeploymentRef.js";
import type { NlbTraffic } from "../traffic/nlbTraffic.js";
import type { TaskPlacement } from "../../launch/taskPlacement.js";
import type { AllTraffic } from "../traffic/makeTraffic.js";

/** What a service's deployment hangs on. */
export interface DeploymentContext extends RoleBoundary {
  counts: pulumi.Output<CountRange>;
  traffic: AllTraffic | undefined;
  nlbTraffic: NlbTraffic | undefined;
  decided: DecidedDeployment;
  /** Name of the cluster. */
  clusterName: pulumi.Output<string>;
  /** ARN of what it runs. */
  taskDefinitionArn: pulumi.Output<string>;
  /** Where its tasks run. */
  placed: TaskPlacement;
  parent: pulumi.Resource;
}

/** What a controller makes of a service. */
export interface DeploymentController {
  /** Inputs of the ECS service. */
  inputs: Partial<ecs.ServiceArgs>;
  /** What must stand before the service beside what ties it to the load balancer, and go after it. */
  dependencies: pulumi.Resource[];
  /** Minutes that an update of the service may take. */
  minutes: number;
  /** Makes what comes after the service; gives what a tool outside needs, where one deploys. */
  complete: (service: ecs.Service) => ExternalDeploymentRef | undefined;
}
