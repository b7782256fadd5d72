import type { AllowingStatement } from "../resource/allowingStatements.js";
import { allowingStatements } from "../resource/allowingStatements.js";
import { viewOfKinds } from "./viewOf.js";

/** An SQS queue, or the policy of one. Each read throws `UnknownLeaf` where its value is not known. */
export interface QueueView {
  /** How messages name it: `queue 'orders'`. */
  readonly label: string;
  /** Whether its messages are encrypted, as SQS does unless told otherwise. */
  isEncrypted(): boolean;
  /** Who may do what with it. */
  readonly statements: () => AllowingStatement[];
}

const LABELS: Readonly<Record<string, string>> = {
  "aws:sqs/queue:Queue": "queue",
  "aws:sqs/queuePolicy:QueuePolicy": "queue policy",
};

/** A view of the queue, or of the policy, that a resource is; nothing for any other resource. */
export const queueView = viewOfKinds(LABELS, (label, inputs, { name }): QueueView => {
  const policy = inputs.get("policy");
  return {
    label: `${label} '${name}'`,
    isEncrypted: () =>
      inputs.get("kmsMasterKeyId").isGiven() ||
      (inputs.get("sqsManagedSseEnabled").boolean() ?? true),
    statements: () => (policy.isGiven() ? allowingStatements(policy) : []),
  };
});
