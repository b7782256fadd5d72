import * as pulumi from "@pulumi/pulumi";

/** Organization and project of the platform, whose stacks have the names of this service's. */
const PLATFORM = "organization/platform";

/** What the stacks set, in `Pulumi.<stack>.yaml`; `Pulumi.yaml` says what each is, and has the defaults. */
export interface ServiceConfig {
  /** Stack that has the cluster, as `<organization>/<project>/<stack>`. */
  platformStack: string;
  cpu: number;
  memory: number;
  enabled: boolean;
  runOnce: string | undefined;
  logRetentionDays: number;
  imageUri: string | undefined;
  imageRepositoryUrl: string | undefined;
  permissionsBoundaryArn: string | undefined;
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
  return {
    platformStack: given("platformStack") ?? `${PLATFORM}/${pulumi.getStack()}`,
    cpu: config.requireNumber("cpu", { min: 256, max: 32768 }),
    memory: config.requireNumber("memory", { min: 512, max: 249856 }),
    enabled: config.requireBoolean("enabled"),
    runOnce: given("runOnce"),
    logRetentionDays: config.requireNumber("logRetentionDays", { min: 1, max: 3653 }),
    imageUri: given("imageUri"),
    imageRepositoryUrl: given("imageRepositoryUrl"),
    permissionsBoundaryArn: given("permissionsBoundaryArn"),
    forceDelete: config.requireBoolean("forceDelete"),
  };
}
