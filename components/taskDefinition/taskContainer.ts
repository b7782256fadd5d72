import type * as pulumi from "@pulumi/pulumi";

import type { ContainerArgs } from "./args/containerArgs.js";
import type { FirelensConfiguration } from "./rules/logRouterConfig.js";

/** A container of a task: one of the arguments' own, or one that another argument adds. */
export interface TaskContainer extends ContainerArgs {
  /** Whether an argument added it: its log then goes to the log group, whatever the others' does. */
  isSidecar?: boolean;
  firelensConfiguration?: pulumi.Output<FirelensConfiguration>;
}
