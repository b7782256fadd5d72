import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import type { AwsSettings } from "../../aws/providerSettings.js";
import { awsSettings } from "../../aws/awsSettings.js";
import type { DecidedDeployment } from "./decideDeployment.js";
import type { DeploymentTiming } from "../rules/deployment/deploymentDeadline.js";
import {
  balancerTiming,
  deploymentDeadlineMinutes,
} from "../rules/deployment/deploymentDeadline.js";
import { isEngineRun } from "../../program/programRun.js";
import type { CountRange } from "../rules/serviceCount.js";
import type { TargetTiming } from "../traffic/decideTarget.js";

/** The longest that a task may take to stop on Fargate. */
const STOP_SECONDS = 120;

/** What decides when a service's deployment is complete, and how long it may take. */
interface AwaitedDeployment {
  counts: pulumi.Output<CountRange>;
  decided: DecidedDeployment;
  /** Every target that load balancers reach the service by. */
  targets: readonly TargetTiming[];
  /** ARN of what it runs. */
  taskDefinitionArn: pulumi.Output<string>;
  parent: pulumi.Resource;
}

/** A deployment that failed. Pulumi prints its message alone: a stack of this package tells nobody anything. */
class DeploymentError extends Error {
  /** What `pulumi.RunError.isInstance` looks for. */
  public readonly __pulumiRunError = true;
  public override readonly stack = "";
}

/**
 * The service's ARN, once its deployment is complete: what needs the service waits for that. One that fails, is rolled
 * back or does not end in its time fails the update, which says why.
 *
 * The wait is the program's and not the AWS provider's, which tells no reason, and which in its older versions calls a
 * service steady that ECS has rolled back. It is no resource hook, since an engine may announce these and its language
 * host not pass them on, and no dynamic resource, since these need Node.js in programs of other languages.
 */
export function awaitDeployment(
  service: ecs.Service,
  { counts, decided, targets, taskDefinitionArn, parent }: AwaitedDeployment,
): pulumi.Output<string> {
  // A preview and a test have nothing to look at.
  if (pulumi.runtime.isDryRun() || !isEngineRun()) return service.id;
  // Deployments of another controller are not ECS's to tell of.
  if (decided.controller !== "ECS") return service.id;
  const since = new Date();
  // With the settings as they are, the ARN would be a secret too.
  const settings = pulumi.unsecret(awsSettings(parent));
  const timing = timingOf(service, targets, counts, 60 * decided.shiftMinutes);
  return pulumi
    .all([service.id, service.cluster, taskDefinitionArn, decided.isAwaited, timing, settings])
    .apply(async ([arn, cluster, taskDefinition, isAwaited, known, plainSettings]) => {
      if (!isAwaited) return arn;
      const minutes = decided.timeoutMinutes ?? deploymentDeadlineMinutes(known);
      const target = { arn, cluster, taskDefinition };
      await watch(target, plainSettings, { since, minutes, component: parent });
      return arn;
    });
}

async function watch(
  target: { arn: string; cluster: string; taskDefinition: string },
  settings: AwsSettings,
  { since, minutes, component }: { since: Date; minutes: number; component: pulumi.Resource },
): Promise<void> {
  const { DeploymentWatch } = await import("./deploymentWatch.js");
  const problem = await new DeploymentWatch(target, settings, {
    since,
    minutes,
    warn: (text) => pulumi.log.warn(text, component),
    info: (text) => pulumi.log.info(text, component),
  }).end();
  if (problem !== undefined) throw new DeploymentError(problem);
}

/** The longest that each part of a deployment may take. */
function timingOf(
  service: ecs.Service,
  targets: readonly TargetTiming[],
  counts: pulumi.Output<CountRange>,
  bakeSeconds: number,
): pulumi.Output<DeploymentTiming> {
  return pulumi
    .all([counts, service.healthCheckGracePeriodSeconds, pulumi.all([...targets])])
    .apply(([{ most, minimumHealthyPercent, maximumPercent }, grace, balanced]) => ({
      taskCount: most,
      minimumHealthyPercent,
      maximumPercent,
      healthCheckGracePeriodSeconds: grace ?? 0,
      ...balancerTiming(balanced),
      stopTimeoutSeconds: STOP_SECONDS,
      bakeSeconds,
    }));
}
