import * as pulumi from "@pulumi/pulumi";

import type { TaskRun } from "./taskRunner.js";

/**
 * The code of the provider, which Pulumi keeps in the state and runs in a process of its own, in the folder of the
 * program. It names this package and no path, so that it is the same text on every machine and for every version. Pulumi
 * would make such a text of a provider object too, but load the TypeScript compiler for it.
 */
const PROVIDER = `exports.handler = () => {
  const { createRequire } = require("node:module");
  const { dirname, join } = require("node:path");
  const fromProject = createRequire(join(process.cwd(), "index.js"));
  const root = dirname(fromProject.resolve("slipway/package.json"));
  return fromProject(join(root, "dist/components/taskRunProvider.js")).taskRunProvider;
};
`;

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
