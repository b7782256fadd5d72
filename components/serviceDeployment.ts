import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import { needsServiceName } from "./deployment/alarmRules.js";
import { deploymentProblem } from "./deployment/deploymentRules.js";
import type { DeploymentArgs } from "./deploymentArgs.js";
import { deploymentAlarms } from "./deploymentAlarms.js";
import type { CountRange } from "./ecs/serviceCount.js";
import { physicalName } from "./naming/physicalName.js";
import { field } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type { ServiceTraffic } from "./serviceTraffic.js";

/** A service's deployment arguments, judged. */
export interface DecidedDeployment {
  settings: pulumi.Output<pulumi.Unwrap<DeploymentArgs>>;
}

interface DeploymentContext {
  counts: pulumi.Output<CountRange>;
  traffic: ServiceTraffic | undefined;
  decided: DecidedDeployment;
  parent: pulumi.Resource;
}

/** Judges a service's deployment arguments as early as they are known. */
export function decideDeployment(checks: Checks, args: ServiceArgs): DecidedDeployment {
  const { deployment = {}, maximumPercent, waitForSteadyState, loadBalancer } = args;
  checks.fail(serviceNameProblem(args.serviceName));
  const settings = checks.whenKnown(
    { deployment, maximumPercent, waitForSteadyState },
    (known) =>
      deploymentProblem(known.deployment, {
        ...known,
        hasLoadBalancer: loadBalancer !== undefined,
      }),
    (known) => known.deployment,
  );
  return { settings };
}

/** How ECS brings new tasks in, and which fields of the service it or another writer owns from then on. */
export function serviceDeployment(name: string, args: ServiceArgs, context: DeploymentContext) {
  const owners: Record<string, string> = { desiredCount: args.scaling ? "autoscaler" : "program" };
  const serviceName = nameOfService(name, args);
  return {
    /** Inputs of the ECS service. */
    inputs: {
      ...(serviceName && { name: serviceName }),
      ...rolling(context),
      ...watched(name, args, context, serviceName),
      ...balancing(args, context.traffic),
    },
    /** What the program does not own, an update leaves alone. */
    ignoreChanges: Object.keys(owners).filter((fieldName) => owners[fieldName] !== "program"),
    owners,
  };
}

/** The physical name that the arguments give the service; nothing where Pulumi may choose it. */
function nameOfService(name: string, args: ServiceArgs): pulumi.Output<string> | undefined {
  if (args.serviceName !== undefined) return pulumi.output(args.serviceName);
  if (!args.deployment?.alarms || !needsServiceName(args.deployment.alarms)) return undefined;
  // What replaces a service is in its name, so that the new one can stand beside the old.
  const owner = [name, pulumi.getStack(), pulumi.getProject()];
  return field(args.cluster, "arn").apply((cluster) => physicalName("service", owner, [cluster]));
}

function rolling({ counts, decided: { settings } }: DeploymentContext) {
  return {
    desiredCount: counts.apply(({ least }) => least),
    deploymentController: { type: "ECS" },
    deploymentMinimumHealthyPercent: counts.apply((c) => c.minimumHealthyPercent),
    deploymentMaximumPercent: counts.apply((c) => c.maximumPercent),
    deploymentCircuitBreaker: settings.apply(({ circuitBreaker = true, ...s }) => ({
      enable: circuitBreaker,
      rollback: circuitBreaker && (s.circuitBreakerRollback ?? true),
    })),
    // ECS refuses to rebalance where no task may run above the desired count.
    availabilityZoneRebalancing: pulumi
      .all([counts, settings])
      .apply(([{ maximumPercent }, { availabilityZoneRebalancing }]) =>
        (availabilityZoneRebalancing ?? maximumPercent > 100) ? "ENABLED" : "DISABLED",
      ),
  };
}

/** Makes the alarms that the arguments ask for, and has ECS watch them and those that are named. */
function watched(
  name: string,
  args: ServiceArgs,
  { traffic, decided: { settings }, parent }: DeploymentContext,
  serviceName: pulumi.Output<string> | undefined,
) {
  const { alarms, alarmNames, sigintRollback } = args.deployment ?? {};
  const interrupted = sigintRollback === undefined ? {} : { sigintRollback };
  if (!alarms && !alarmNames) return interrupted;
  const made = alarms
    ? deploymentAlarms(name, alarms, {
        clusterName: field(args.cluster, "name"),
        serviceName,
        loadBalancer: args.loadBalancer && field(args.loadBalancer.ref, "arnSuffix"),
        targetGroups: traffic ? [traffic.targetGroup] : [],
        parent,
      })
    : [];
  const rollback = settings.apply(({ alarmRollback = true }) => alarmRollback);
  const names = pulumi
    .all([settings, pulumi.all(made)])
    .apply(([known, own]) => [...(known.alarmNames ?? []), ...own]);
  return { ...interrupted, alarms: { alarmNames: names, enable: true, rollback } };
}

function balancing(args: ServiceArgs, traffic: ServiceTraffic | undefined) {
  if (!traffic) return {};
  return {
    healthCheckGracePeriodSeconds: args.healthCheckGracePeriodSeconds ?? 60,
    loadBalancers: [
      {
        targetGroupArn: traffic.targetGroup.arn,
        containerName: traffic.target.apply(({ containerName }) => containerName),
        containerPort: traffic.target.apply(({ containerPort }) => containerPort),
      },
    ],
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
function serviceNameProblem(serviceName: string | undefined) {
  if (serviceName === undefined || /^[A-Za-z0-9_-]{1,255}$/.test(serviceName)) return undefined;
  const reason = `'serviceName' must have 1 to 255 letters, digits, hyphens and underscores, got ${JSON.stringify(serviceName)}; "orders" works`;
  return { path: "serviceName", reason };
}
