import * as pulumi from "@pulumi/pulumi";

/** Organization and project of the platform, whose stacks have the names of this service's. */
const PLATFORM = "organization/platform";

/** What the stacks set, in `Pulumi.<stack>.yaml`; `Pulumi.yaml` says what each is, and has the defaults. */
export interface ServiceConfig {
  /** Stack that has the cluster and the load balancer, as `<organization>/<project>/<stack>`. */
  platformStack: string;
  /** CPU units of a task; 1024 are one vCPU. */
  cpu: number;
  /** Memory of a task in MiB; which sizes there are depends on `cpu`. */
  memory: number;
  /** Least number of tasks. */
  minCapacity: number;
  /** Largest number of tasks. */
  maxCapacity: number;
  /** Days to keep the log: 1, 3, 5, 7, 14, 30, 60, 90 and more. */
  logRetentionDays: number;
  /** Release to run, by digest, in the place of the one that dev wrote down. */
  imageUri: string | undefined;
  /** Repository to push the image to, which exists already. Without it, one is created in ECR. */
  imageRepositoryUrl: string | undefined;
  /** Policy that bounds every role of the stack. */
  permissionsBoundaryArn: string | undefined;
  /** Whether `destroy` deletes the repository in ECR even when it holds images, and leaves no task definition active. */
  forceDelete: boolean;
}

/**
 * Reads and checks the stack's configuration.
 *
 * @throws {pulumi.RunError} naming the key, if a value is missing or out of range.
 */
export function serviceConfig(): ServiceConfig {
  const config = new pulumi.Config();
  // Pulumi gives a default to what a stack does not set: an empty text stands for nothing.
  const given = (key: string) => config.get(key) || undefined;
  const minCapacity = config.requireNumber("minCapacity", { min: 0 });
  return {
    platformStack: given("platformStack") ?? `${PLATFORM}/${pulumi.getStack()}`,
    cpu: config.requireNumber("cpu", { min: 256, max: 32768 }),
    memory: config.requireNumber("memory", { min: 512, max: 249856 }),
    minCapacity,
    maxCapacity: config.requireNumber("maxCapacity", { min: Math.max(1, minCapacity) }),
    logRetentionDays: config.requireNumber("logRetentionDays", { min: 1, max: 3653 }),
    imageUri: given("imageUri"),
    imageRepositoryUrl: given("imageRepositoryUrl"),
    permissionsBoundaryArn: given("permissionsBoundaryArn"),
    forceDelete: config.requireBoolean("forceDelete"),
  };
}
