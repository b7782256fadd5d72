import * as pulumi from "@pulumi/pulumi";

import type { CodeDeployRun } from "./codeDeployRun.js";
import type { DynamicInputs } from "../../dynamic/dynamicProvider.js";
import { DYNAMIC_RESOURCE, dynamicProvider } from "../../dynamic/dynamicProvider.js";

/** The provider, as Pulumi keeps it in the state. */
const PROVIDER = dynamicProvider("codeDeployProvider");

/** What CodeDeploy has brought into a service, as a resource: an update of it is a deployment. */
export class CodeDeployResource extends pulumi.CustomResource {
  declare public readonly deploymentId: pulumi.Output<string>;

  constructor(name: string, run: DynamicInputs<CodeDeployRun>, opts: pulumi.CustomResourceOptions) {
    const inputs = { ...run, deploymentId: undefined, __provider: PROVIDER };
    super(DYNAMIC_RESOURCE, name, inputs, opts);
  }
}
