/** What Pulumi Deployments can do to a stack, as far as it is asked for it here. */
export type DeploymentOperation = "preview" | "update" | "destroy" | "refresh";

/** A deployment that works on a stack, as the journal has it. */
export interface StackDeployment {
  operation: DeploymentOperation;
  /** `asked`: it may have begun, and has no id yet; `begun`: it may go on; else how it ended. */
  state: "asked" | "begun" | "succeeded" | "failed" | "skipped" | "cancelled";
  /** Empty until it is known. */
  id: string;
  /** Where it can be seen; empty until it is known. */
  url: string;
  /** The number of the stack's last deployment before it. */
  after: number;
  /** SHA-256 of what was asked for, without secrets. */
  inputHash: string;
}

/** Whether a deployment may still work on its stack. */
export function mayGoOn({ state }: StackDeployment): boolean {
  return state === "asked" || state === "begun";
}
