import type { AlarmLimits } from "./alarmRules.js";
import type { LifecycleHook } from "./lifecycleHook.js";
import type { DeploymentStrategy } from "./deploymentStrategy.js";

/** How a service is deployed, as plain values. */
export interface DeploymentSettings {
  strategy?: DeploymentStrategy | undefined;
  circuitBreaker?: boolean | undefined;
  circuitBreakerRollback?: boolean | undefined;
  alarmNames?: readonly string[] | undefined;
  alarms?: AlarmLimits | undefined;
  alarmRollback?: boolean | undefined;
  availabilityZoneRebalancing?: boolean | undefined;
  sigintRollback?: boolean | undefined;
  targetGroupPair?: boolean | undefined;
  bakeTimeMinutes?: number | undefined;
  canaryPercent?: number | undefined;
  canaryBakeTimeMinutes?: number | undefined;
  linearStepPercent?: number | undefined;
  linearStepBakeTimeMinutes?: number | undefined;
  testListenerArn?: string | undefined;
  testHeaderName?: string | undefined;
  testHeaderValue?: string | undefined;
  lifecycleHooks?: readonly LifecycleHook[] | undefined;
  codeDeployConfigName?: string | undefined;
  terminationWaitMinutes?: number | undefined;
  timeoutMinutes?: number | undefined;
  scalePercent?: number | undefined;
}

/** What else a deployment hangs on. */
export interface DeploymentSurroundings {
  hasLoadBalancer: boolean;
  hasNetworkLoadBalancer?: boolean;
  /** Whether other services call this one by Service Connect. */
  hasConnectServices?: boolean;
  /** What the load balancer's listener speaks, once it is known. */
  protocol?: string | undefined;
  /** Tasks that a deployment keeps healthy, in percent. */
  minimumHealthyPercent?: number | undefined;
  /** Tasks that a deployment may run at once, in percent. */
  maximumPercent?: number | undefined;
  waitForSteadyState?: boolean | undefined;
}
