import type { AllowingStatement } from "../resource/allowingStatements.js";
import { allowingStatements } from "../resource/allowingStatements.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { viewOf } from "./viewOf.js";

/** Who may act as a role. */
export interface TrustView {
  /** How messages name it: `role 'deploy'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if they are not known. */
  readonly statements: () => AllowingStatement[];
}

/** A view of the role that a resource is; nothing for any other resource. */
export const trustView = viewOf("aws:iam/role:Role", (inputs, { urn, name }): TrustView => {
  const policy = inputs.get("assumeRolePolicy");
  const read = () => (policy.isGiven() ? allowingStatements(policy) : []);
  return {
    label: `role '${name}'`,
    // The roles of our components are for services of AWS, whatever else is not known of them.
    statements: () => (isOfComponent({ urn }) ? (whenKnown(read) ?? []) : read()),
  };
});
