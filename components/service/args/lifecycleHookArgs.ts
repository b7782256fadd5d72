import type * as pulumi from "@pulumi/pulumi";

import type {
  LifecycleHookType,
  LifecycleStage,
  PauseTimeoutAction,
} from "../rules/deployment/lifecycleHook.js";

/**
 * What looks at a deployment at some of its stages, and may end it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html
 */
export interface LifecycleHookArgs {
  /** Name of the hook, of 1 to 20 small letters, digits and single hyphens, which its role is named by. */
  name: string;
  /** Whether ECS calls a Lambda function, or the deployment waits for an approval. */
  type: LifecycleHookType;
  /** The stages. A pause cannot stand in the two in which requests move. */
  stages: LifecycleStage[];
  /**
   * ARN of the Lambda function, which the hook's own role may call. It answers `{ "hookStatus": "SUCCEEDED" }`,
   * `"FAILED"`, or `"IN_PROGRESS"` to be called again.
   *
   * @default - none: for type `lambda` it must be given
   */
  functionArn?: pulumi.Input<string>;
  /**
   * JSON that ECS hands to the Lambda function.
   *
   * @default - none
   */
  hookDetails?: pulumi.Input<string>;
  /**
   * Minutes that a pause waits for, 1 to 20160. The update waits as long.
   *
   * @default 1440
   */
  pauseTimeoutMinutes?: number;
  /**
   * What happens when nobody has let the deployment go on by then.
   *
   * @default "ROLLBACK"
   */
  pauseTimeoutAction?: PauseTimeoutAction;
}
