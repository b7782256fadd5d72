import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../cluster/args/capacityProviderStrategyArgs.js";
import type { ClusterRef } from "../cluster/args/clusterRef.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";
import type { TaskEgressArgs } from "./taskEgressArgs.js";

/** What `Service`, `Task` and `ScheduledTask` are told of where their tasks run. */
export interface LaunchArgs {
  cluster: pulumi.Input<ClusterRef>;
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  spotAboveTasks?: number;
  assignPublicIp?: boolean;
  securityGroupIds?: pulumi.Input<string>[];
  egress?: TaskEgressArgs[];
}
