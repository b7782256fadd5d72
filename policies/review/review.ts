import type { Exemption } from "../configuration/exemption.js";
import type { PropertyFix } from "./propertyFix.js";

/** What one rule says about one resource. */
export interface Review {
  /** A message for each violation. */
  messages: readonly string[];
  /** Those of the messages that say of a value that it cannot be read, which any rule that reads it says alike. */
  unreadable: readonly string[];
  /** For each check that could not be decided, the path of the unknown value. */
  undetermined: readonly string[];
  /** Number of checks that were decided. */
  evaluated: number;
  /** Violations that an exemption lets be. */
  exempted: readonly { exemption: Exemption; message: string }[];
  /** Exemptions that there was something to exempt for, or may be. */
  exemptions: readonly Exemption[];
  /** What to set for messages, where that is asked for. */
  fixes: ReadonlyMap<string, PropertyFix[]>;
}

/** Whether a review has nothing to tell but how many checks were decided. */
export function isSilent({ messages, undetermined, exempted, exemptions }: Review): boolean {
  return messages.length + undetermined.length + exempted.length + exemptions.length === 0;
}
