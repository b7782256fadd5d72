import type { PolicyConfiguration } from "../../policies/pack.js";
import type { PolicyPackRequest } from "../offline/packs/policyPackRequest.js";
import type { RunObserver } from "./runObserver.js";

/** Which stack an operation of the Automation API is for, and how it runs. */
export interface StackOptions extends RunObserver {
  /** The folder with `Pulumi.yaml`, or the one above its `infra/`. */
  directory: string;
  /** The stack's name, as `pulumi stack ls` prints it. */
  stack: string;
  /**
   * Makes the stack when there is none of this name.
   *
   * @default false
   */
  createStack?: boolean;
  /**
   * Levels, parameters and exemptions of the policies, as in the file that `--policy-pack-config` takes.
   *
   * @default - as the project's `slipway.policies.yaml` says, or else as the policies are
   */
  policyConfiguration?: PolicyConfiguration | undefined;
  /**
   * Policy packs of others, which judge beside Slipway's own policies: offline where they can, and on the engine.
   *
   * @default - none
   */
  policyPacks?: readonly PolicyPackRequest[] | undefined;
  /** Environment variables for the Pulumi CLI and the program, besides those of this process. */
  environmentVariables?: Record<string, string>;
}
