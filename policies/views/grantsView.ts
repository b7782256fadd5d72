import type { AllowingStatement } from "../resource/allowingStatements.js";
import { allowingStatements } from "../resource/allowingStatements.js";
import type { Reader } from "../resource/reader.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { viewOfKinds } from "./viewOf.js";

/** What a policy of IAM allows whoever has it. */
export type Grant = Pick<
  AllowingStatement,
  "actions" | "hasNotAction" | "resources" | "hasNotResource" | "conditions"
>;

/** What a resource lets its holder do. Each read throws `UnknownLeaf` where its value is not known. */
export interface GrantsView {
  /** How messages name it: `role policy 'orders'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if they are not known. */
  readonly grants: () => Grant[];
  /** ARNs of the managed policies that it attaches. @throws {UnknownLeaf} if they are not known. */
  attached(): string[];
}

interface Kind {
  label: string;
  /** Property with a policy. */
  policy?: string;
  /** Property with a list of policies. */
  inline?: string;
  /** Property with the ARN of a managed policy, or with a list of them. */
  arn?: string;
  arns?: string;
  /** Whether it is a component of ours, by its arguments. */
  isComponent?: true;
}

const policy = (label: string): Kind => ({ label, policy: "policy" });
const attachment = (label: string): Kind => ({ label, arn: "policyArn" });

const KINDS: Readonly<Record<string, Kind>> = {
  "slipway:index:TaskDefinition": { label: "task definition", isComponent: true },
  "aws:iam/policy:Policy": policy("policy"),
  "aws:iam/rolePolicy:RolePolicy": policy("role policy"),
  "aws:iam/userPolicy:UserPolicy": policy("user policy"),
  "aws:iam/groupPolicy:GroupPolicy": policy("group policy"),
  "aws:iam/role:Role": { label: "role", inline: "inlinePolicies", arns: "managedPolicyArns" },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachment("role policy attachment"),
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attachment("user policy attachment"),
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attachment("group policy attachment"),
  "aws:iam/policyAttachment:PolicyAttachment": attachment("policy attachment"),
};

/** A view of what a resource lets its holder do; nothing for a resource that grants nothing. */
export const grantsView = viewOfKinds(KINDS, (kind, inputs, { urn, name }): GrantsView => {
  if (kind.isComponent) return componentView(name, inputs);
  const own = isOfComponent({ urn });
  return {
    label: `${kind.label} '${name}'`,
    grants: () => ofWhom(own, () => policiesOf(kind, inputs).flatMap(allowingStatements)),
    attached: () => ofWhom(own, () => arnsOf(kind, inputs)),
  };
});

/** A component of ours grants what its arguments say, which are judged: what is not known in its policies is no matter. */
function ofWhom<T>(isComponents: boolean, read: () => T[]): T[] {
  return isComponents ? (whenKnown(read) ?? []) : read();
}

function policiesOf({ policy: one, inline }: Kind, inputs: Reader): Reader[] {
  if (one !== undefined) return inputs.get(one).isGiven() ? [inputs.get(one)] : [];
  if (inline === undefined) return [];
  return (inputs.get(inline).list() ?? [])
    .map((entry) => entry.get("policy"))
    .filter((entry) => entry.isGiven());
}

function arnsOf({ arn, arns }: Kind, inputs: Reader): string[] {
  // An ARN that is not known is of the stack's own policy, which is judged by itself.
  const leaves = arn === undefined ? (arns && inputs.get(arns).list()) || [] : [inputs.get(arn)];
  return leaves.flatMap((leaf) => whenKnown(() => leaf.string() ?? "") ?? []);
}

function componentView(name: string, args: Reader): GrantsView {
  return {
    label: `task definition '${name}'`,
    grants: () =>
      (args.get("taskRoleStatements").list() ?? []).map((statement) => ({
        actions: () => statement.get("actions").texts() ?? [],
        resources: () => statement.get("resources").texts() ?? [],
        hasNotAction: () => false,
        hasNotResource: () => false,
        conditions: () => [],
      })),
    attached: () => [],
  };
}
