import type { CostResult } from "../../cost/costResult.js";
import type { Forecasts } from "../../forecast/foretellDeployments.js";
import type { PolicyResult, SourceLocation } from "../../policies/pack.js";
import type { MockEntry } from "./mockUse.js";

/** A resource in a {@link PreviewResult}. */
export interface PreviewedResource {
  urn: string;
  /** Type token, such as `aws:ecs/service:Service`. */
  type: string;
  name: string;
  /** URN of the parent; `null` for the stack. */
  parent: string | null;
  /** Inputs as plain JSON: a secret is the text `[secret]`, a value that is not known yet `[unknown]`. */
  inputs: Record<string, unknown>;
  /** Whether a plugin makes what is in it, so that an offline preview does not see its children. */
  remote?: true;
  /** The region of AWS that it goes to, where that is not the stack's. */
  region?: string;
  /** The line of the program that it comes from, where that is known. */
  location?: SourceLocation | undefined;
  /** What the preview took for its id, where that was asked for. */
  id?: string | undefined;
  /** What the preview took for its ARN, where that was asked for and it has one. */
  arn?: string | undefined;
}

/**
 * What a preview finds. This is what `slipway preview --json` prints, and what `preview.schema.json` describes: a
 * public contract.
 */
export interface PreviewResult {
  /** Name of the stack, such as `dev`. */
  stack: string;
  /** The stack itself first, then what the program registers, in its order. */
  resources: PreviewedResource[];
  /** What the policies say about all of them. */
  policies: PolicyResult;
  /** What the program exports, as plain JSON like a resource's inputs. */
  outputs: Record<string, unknown>;
  /** Values that were given in place of made-up ones, and that match nothing, where there are any. */
  unusedMocks?: MockEntry[];
  /** What the preview and the program warn of, as on standard error, where they do. */
  warnings?: string[];
  /** How many components an offline preview does not see the children of, where there are any. */
  remoteComponents?: number;
  /** The region of AWS that resources go to which name none of their own, such as `eu-west-1`. */
  region?: string;
  /** What all of it costs in a month; the command adds it. */
  cost?: CostResult;
  /** How the next deployment of each ECS service goes; the command adds it. */
  deployments?: Forecasts;
}
