/** Why a deployment failed, or a service is not well. Most specific first: a diagnosis orders causes like this. */
export const CAUSE_KINDS = [
  "notFound",
  "wrongArchitecture",
  "imageNotFound",
  "imageDenied",
  "imageRateLimited",
  "imageUnreachable",
  "imagePull",
  "secretDenied",
  "secretNotFound",
  "startUnreachable",
  "logGroupNotFound",
  "resourceInitialization",
  "addressesExhausted",
  "spotInterrupted",
  "noCapacity",
  "outOfMemory",
  "containerHealthCheck",
  "loadBalancerHealthCheck",
  "exitCode",
  "deploymentDeadlock",
  "alarm",
  "staleWeights",
  "silentRollback",
  "circuitBreaker",
  "tooFewTasks",
  "unknown",
] as const;

/** One of {@link CAUSE_KINDS}. */
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** Why a service is not well: in words, with what AWS said, and what to do about it. */
export interface Cause {
  kind: CauseKind;
  /** What is wrong, as a clause without a full stop. */
  summary: string;
  /** The texts of AWS that show it. */
  evidence: string[];
  /** The next thing to try, as a clause without a full stop. */
  next: string;
}
