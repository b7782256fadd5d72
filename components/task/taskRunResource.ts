import * as pulumi from "@pulumi/pulumi";

import type { DynamicInputs } from "../dynamic/dynamicProvider.js";
import { DYNAMIC_RESOURCE, dynamicProvider } from "../dynamic/dynamicProvider.js";
import type { TaskRun } from "./runTask.js";

const PROVIDER = dynamicProvider("taskRunProvider");

/** A run of a task as a resource: made and made again by running the task. */
export class TaskRunResource extends pulumi.CustomResource {
  declare public readonly taskArn: pulumi.Output<string>;
  declare public readonly exitCode: pulumi.Output<number>;

  constructor(name: string, run: DynamicInputs<TaskRun>, opts: pulumi.CustomResourceOptions) {
    const outputs = { taskArn: undefined, exitCode: undefined };
    super(DYNAMIC_RESOURCE, name, { ...run, ...outputs, __provider: PROVIDER }, opts);
  }
}
