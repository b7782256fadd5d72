import { viewOf } from "./viewOf.js";

/** An ECS cluster. Each read throws `UnknownLeaf` where its value is not known. */
export interface ClusterView {
  /** Logical name. */
  readonly name: string;
  /** How messages name it: `cluster 'shop'`. */
  readonly label: string;
  /** `enabled`, `enhanced` or `disabled`; nothing where the account's setting decides. */
  containerInsights(): string | undefined;
  /** Where what is done in containers by ECS Exec is logged: `NONE`, `DEFAULT` or `OVERRIDE`. */
  execLogging(): string;
  /** Whether a key of one's own encrypts what ECS Exec sends. */
  hasExecKey(): boolean;
}

/** A view of the ECS cluster that a resource is; nothing for any other resource. */
export const clusterView = viewOf("aws:ecs/cluster:Cluster", (inputs, { name }): ClusterView => {
  const exec = inputs.get("configuration").get("executeCommandConfiguration");
  return {
    name,
    label: `cluster '${name}'`,
    containerInsights: () =>
      (inputs.get("settings").list() ?? [])
        .find((setting) => setting.get("name").string() === "containerInsights")
        ?.get("value")
        .string(),
    execLogging: () => exec.get("logging").string() ?? "DEFAULT",
    hasExecKey: () => exec.get("kmsKeyId").isGiven(),
  };
});
