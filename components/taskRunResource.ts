import * as pulumi from "@pulumi/pulumi";

import { dynamicProvider } from "./dynamicProvider.js";
import type { TaskRun } from "./taskRunner.js";

/** The provider, as Pulumi keeps it in the state. */
const PROVIDER = dynamicProvider("taskRunProvider");

/** A run of a task as a resource: made and made again by running the task. */
export class TaskRunResource extends pulumi.CustomResource {
  declare public readonly taskArn: pulumi.Output<string>;
  declare public readonly exitCode: pulumi.Output<number>;

  constructor(
    name: string,
    run: { [K in keyof TaskRun]: pulumi.Input<TaskRun[K]> },
    opts: pulumi.CustomResourceOptions,
  ) {
    const outputs = { taskArn: undefined, exitCode: undefined };
    super(
      "pulumi-nodejs:dynamic:Resource",
      name,
      { ...run, ...outputs, __provider: PROVIDER },
      opts,
    );
  }
}
