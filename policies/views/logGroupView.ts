import { viewOf } from "./viewOf.js";

/** A log group. Each read throws `UnknownLeaf` where its value is not known. */
export interface LogGroupView {
  /** How messages name it: `log group 'orders'`. */
  readonly label: string;
  /** For how many days it keeps what is written; nothing where it keeps all for ever. */
  retentionDays(): number | undefined;
  /** Whether a key of one's own encrypts it. */
  hasKey(): boolean;
}

/** A view of the log group that a resource is; nothing for any other resource. */
export const logGroupView = viewOf(
  "aws:cloudwatch/logGroup:LogGroup",
  (inputs, { name }): LogGroupView => ({
    label: `log group '${name}'`,
    // The provider's 0 is for ever, and groups of class DELIVERY keep two days whatever is said.
    retentionDays: () => {
      if (inputs.get("logGroupClass").string() === "DELIVERY") return 2;
      const days = inputs.get("retentionInDays").number();
      return days === 0 ? undefined : days;
    },
    hasKey: () => inputs.get("kmsKeyId").isGiven(),
  }),
);
