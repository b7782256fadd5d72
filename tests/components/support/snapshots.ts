import type {
  ServiceSnapshot,
  StoppedContainerFact,
  StoppedTaskFact,
} from "../../../components/diagnosis/rules/serviceSnapshot.js";

const REGION = "arn:aws:ecs:eu-west-1:123456789012";
export const ORDERS_1 = `${REGION}:task-definition/orders:1`;
export const ORDERS_2 = `${REGION}:task-definition/orders:2`;
export const BLUE = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/blue/1";
export const GREEN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/green/2";

/** A service that is well, of revision 2. */
export function healthy(change: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return {
    service: "orders",
    cluster: "platform",
    status: "ACTIVE",
    wantedTaskDefinition: ORDERS_2,
    taskDefinition: ORDERS_2,
    desiredCount: 2,
    runningCount: 2,
    registeredTargetGroups: [],
    deployments: [deployment("COMPLETED", "ECS deployment ecs-svc/2 completed.")],
    serviceDeployment: undefined,
    events: ["(service orders) has reached a steady state."],
    stoppedTasks: [],
    targetGroups: [],
    listenerRules: [],
    logLines: [],
    unavailable: [],
    ...change,
  };
}

/** A service whose deployment the circuit breaker stopped, with no revision to go back to. */
export function broken(change: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return healthy({
    runningCount: 0,
    deployments: [
      deployment("FAILED", "ECS deployment circuit breaker: tasks failed to start.", 3),
    ],
    events: [],
    ...change,
  });
}

export function deployment(rolloutState: string, rolloutStateReason: string, failedTasks = 0) {
  return {
    id: "ecs-svc/2",
    status: "PRIMARY",
    taskDefinition: ORDERS_2,
    createdAt: undefined,
    rolloutState,
    rolloutStateReason,
    failedTasks,
  };
}

/** A task of revision 2 that stopped. */
export function stopped(
  stopCode: string,
  stoppedReason: string,
  container: Partial<StoppedContainerFact> = {},
): StoppedTaskFact {
  return {
    taskArn: `${REGION}:task/platform/0a1b`,
    taskDefinition: ORDERS_2,
    stopCode,
    stoppedReason,
    containers: [{ name: "orders", exitCode: undefined, reason: undefined, ...container }],
  };
}

export function target(state: string, description?: string, reason?: string) {
  return { id: "10.0.1.7", port: 8080, state, reason, description };
}
