/**
 * What AWS says of a service at one moment, as plain data: the answers of DescribeServices, DescribeTasks,
 * DescribeTargetHealth and the rest, cut down to what tells why a deployment failed.
 */
export interface ServiceSnapshot {
  /** Name of the service. */
  service: string;
  /** Name or ARN of its cluster. */
  cluster: string;
  /** `ACTIVE`, `DRAINING` or `INACTIVE`; nothing when ECS does not know the service. */
  status: string | undefined;
  /** The revision that the program asked for, by ARN or as `family:1`; nothing where nobody said. */
  wantedTaskDefinition: string | undefined;
  /** The revision that the service has, by ARN. */
  taskDefinition: string | undefined;
  desiredCount: number;
  runningCount: number;
  /** ARNs of the target groups in which the service registers its tasks at present. */
  registeredTargetGroups: string[];
  /** The primary one first. */
  deployments: DeploymentFact[];
  /** The newest answer of DescribeServiceDeployments, where there is one. */
  serviceDeployment: ServiceDeploymentFact | undefined;
  /** Messages of the service's events, newest first. */
  events: string[];
  /** Newest first. */
  stoppedTasks: StoppedTaskFact[];
  targetGroups: TargetGroupFact[];
  /** Rules of listeners that send requests to the service's target groups. */
  listenerRules: ListenerRuleFact[];
  /** The last lines of the log of a task that failed. */
  logLines: string[];
  /** What could not be asked, and why. */
  unavailable: string[];
}

/** One deployment of a service, as DescribeServices has it. */
export interface DeploymentFact {
  id: string;
  /** `PRIMARY`, `ACTIVE` or `INACTIVE`. */
  status: string;
  taskDefinition: string;
  createdAt: Date | undefined;
  /** `IN_PROGRESS`, `COMPLETED` or `FAILED`; nothing with another controller than ECS. */
  rolloutState: string | undefined;
  rolloutStateReason: string | undefined;
  failedTasks: number;
}

/** How a deployment ended, as DescribeServiceDeployments has it. */
export interface ServiceDeploymentFact {
  /** Such as `SUCCESSFUL`, `STOPPED`, `ROLLBACK_IN_PROGRESS`, `ROLLBACK_SUCCESSFUL` or `ROLLBACK_FAILED`. */
  status: string;
  statusReason: string | undefined;
}

/** A task that has stopped. */
export interface StoppedTaskFact {
  taskArn: string;
  taskDefinition: string;
  stopCode: string | undefined;
  stoppedReason: string | undefined;
  containers: StoppedContainerFact[];
}

/** A container of a task that has stopped. */
export interface StoppedContainerFact {
  name: string;
  exitCode: number | undefined;
  reason: string | undefined;
}

/** A target group of the service, and what its load balancer thinks of its targets. */
export interface TargetGroupFact {
  arn: string;
  /** Such as `/healthz`; nothing for TCP. */
  healthCheckPath: string | undefined;
  /** Codes that are healthy, such as `200`. */
  matcher: string | undefined;
  targets: TargetFact[];
}

/** A target as DescribeTargetHealth has it. */
export interface TargetFact {
  id: string;
  port: number | undefined;
  /** Such as `healthy`, `unhealthy`, `initial`, `draining`, `unused` or `unavailable`. */
  state: string;
  /** Such as `Target.ResponseCodeMismatch`. */
  reason: string | undefined;
  /** Such as `Health checks failed with these codes: [404]`. */
  description: string | undefined;
}

/** Where a rule of a listener sends requests, or a listener of a network load balancer, which has no rules. */
export interface ListenerRuleFact {
  arn: string;
  forwards: { targetGroupArn: string; weight: number }[];
}

/** Whether an ARN is that of a listener and not of a rule. */
export function isListener(arn: string): boolean {
  return arn.includes(":listener/");
}

/** Whether two names are of one revision: an ARN and `family:1` may be. */
export function isSameRevision(one: string, other: string): boolean {
  return revisionOf(one) === revisionOf(other);
}

/** A revision's short name, such as `orders:3`. */
export function revisionOf(taskDefinition: string): string {
  return taskDefinition.slice(taskDefinition.lastIndexOf("/") + 1);
}
