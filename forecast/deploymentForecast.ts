/** Seconds, at least and at most. */
export interface SecondsRange {
  least: number;
  most: number;
}

/** How many tasks there are at a time. */
export interface DeploymentStep {
  atSeconds: number;
  /** Tasks of the version before, all of which are healthy. */
  old: number;
  /** Tasks of the new version, healthy or not. */
  fresh: number;
  healthy: number;
}

/** How the next deployment of a service will go: part of what `slipway preview --json` prints, a public contract. */
export interface DeploymentForecast {
  urn: string;
  /** Logical name of the service. */
  service: string;
  /** As ECS names it, such as `ROLLING`; `CODE_DEPLOY` where that moves the requests. */
  strategy: string;
  /** Tasks that the service runs when it begins. */
  tasks: number;
  /** Until a good version has taken over. */
  good: SecondsRange;
  /** Until a version whose tasks never become healthy is back at the one before; `null` where nothing takes it back. */
  broken: SecondsRange | null;
  /** Healthy tasks of both versions, at the fewest. */
  fewestHealthy: number;
  /** Tasks of both versions, at the most. */
  mostTasks: number;
  /** What clients see of a version whose tasks never become healthy. */
  clients: string;
  /** How a good version comes in at its slowest. */
  steps: DeploymentStep[];
  warnings: string[];
  assumptions: string[];
}

/** A service of which nobody can tell. */
export interface UnknownDeployment {
  urn: string;
  service: string;
  reason: string;
}
