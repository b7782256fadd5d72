import { allowingStatements } from "../resource/allowingStatements.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { DEFINITION } from "./definitionInStack.js";
import { leavesAt } from "./leavesAt.js";
import { once } from "./once.js";
import { isAllowed, ROLE } from "./roleGrants.js";
import { viewOfKinds } from "./viewOf.js";
import { knownReferred, soleReferred } from "./referredResource.js";

/** A role that a service of AWS acts as. */
export interface ActingRole {
  /** Where it is named: `loadBalancers[0].advancedConfiguration.roleArn`. */
  readonly path: string;
  /** The service, as a role trusts it: `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /** Logical name, where the role is of this stack. @throws {UnknownLeaf} if it may be one of several. */
  readonly role: () => string | undefined;
  /** Whether the role lets the service act as it. @throws {UnknownLeaf} if that is not known. */
  readonly isTrusted: () => boolean;
  /** What the service does as the role, as far as that is judged: `ecs:RunTask`. */
  readonly actions: readonly string[];
  /** Whether the role may do it by the policies of its stack, as far as that is known. */
  readonly allows: (action: string) => boolean;
}

/** A resource with roles that a service of AWS acts as. */
export interface ActingRolesInStackView {
  /** How messages name it: `task definition 'orders'`. */
  readonly label: string;
  /** Each place by itself. @throws {UnknownLeaf} if it is not known how many roles there are. */
  readonly places: readonly (() => ActingRole[])[];
}

interface Kind {
  readonly label: string;
  /** Who acts as a role, by the role's path, and what it does. */
  readonly roles: Readonly<Record<string, readonly [service: string, ...actions: string[]]>>;
  /** Where it has what belongs to ECS, if not always: without it the actions are others. */
  readonly ofEcs?: string;
  /** Where it names a task definition, whose roles are passed on. */
  readonly taskDefinition?: string;
}

const TASKS = "ecs-tasks.amazonaws.com";
const ECS = "ecs.amazonaws.com";

/** Whom the developer guides have such a role trust, and an action of theirs without which the role is of no use. */
const KINDS: Readonly<Record<string, Kind>> = {
  // "Amazon ECS task execution IAM role", "Amazon ECS task IAM role".
  "aws:ecs/taskDefinition:TaskDefinition": {
    label: "task definition",
    roles: { executionRoleArn: [TASKS], taskRoleArn: [TASKS] },
  },
  // "Amazon ECS infrastructure IAM role", and "Lifecycle hooks for Amazon ECS service deployments".
  "aws:ecs/service:Service": {
    label: "service",
    roles: {
      "loadBalancers[].advancedConfiguration.roleArn": [ECS],
      "volumeConfiguration.managedEbsVolume.roleArn": [ECS, "ec2:CreateVolume"],
      "serviceConnectConfiguration.services[].tls.roleArn": [ECS],
      "deploymentConfiguration.lifecycleHooks[].roleArn": [ECS, "lambda:InvokeFunction"],
    },
  },
  // "Amazon ECS CodeDeploy IAM Role".
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    label: "deployment group",
    roles: { serviceRoleArn: ["codedeploy.amazonaws.com", "ecs:CreateTaskSet"] },
    ofEcs: "ecsService",
  },
  // "Amazon ECS EventBridge IAM Role".
  "aws:cloudwatch/eventTarget:EventTarget": {
    label: "event target",
    roles: { roleArn: ["events.amazonaws.com", "ecs:RunTask"] },
    ofEcs: "ecsTarget",
    taskDefinition: "ecsTarget.taskDefinitionArn",
  },
  "aws:scheduler/schedule:Schedule": {
    label: "schedule",
    roles: { "target.roleArn": ["scheduler.amazonaws.com", "ecs:RunTask"] },
    ofEcs: "target.ecsParameters",
    taskDefinition: "target.ecsParameters.taskDefinitionArn",
  },
  // "Amazon ECS container instance IAM role".
  "aws:iam/instanceProfile:InstanceProfile": {
    label: "instance profile",
    roles: { role: ["ec2.amazonaws.com"] },
  },
};

/** A view of a resource with such roles; nothing for any other, and for one of a component of ours, which makes them. */
export const actingRolesInStackView = viewOfKinds(
  KINDS,
  (kind, inputs, resource, stack: ReviewedStack): ActingRolesInStackView | undefined => {
    if (isOfComponent(resource)) return undefined;
    const further = once(() => passedOn(kind, inputs, resource, stack));
    const isOfEcs = ({ ofEcs }: Kind) =>
      ofEcs === undefined || leavesAt(ofEcs, inputs).some((leaf) => leaf.isGiven());
    return {
      label: `${kind.label} '${resource.name}'`,
      places: Object.entries(kind.roles).map(
        ([path, [service, ...actions]]) =>
          () =>
            leavesAt(path, inputs)
              .filter((leaf) => leaf.isGiven())
              .map((leaf) =>
                actingRole(
                  resource,
                  leaf,
                  { service, actions: isOfEcs(kind) ? [...actions, ...further()] : [] },
                  stack,
                ),
              ),
      ),
    };
  },
);

/**
 * "You must also grant the iam:PassRole permission" for the roles of the task definition ("Amazon ECS EventBridge IAM Role"), where
 * that is of this stack.
 */
function passedOn(
  { taskDefinition }: Kind,
  inputs: Reader,
  resource: ReviewedResource,
  stack: ReviewedStack,
): string[] {
  if (taskDefinition === undefined) return [];
  const passes = leavesAt(taskDefinition, inputs).some((leaf) => {
    const found = soleReferred(stack, resource, leaf, DEFINITION);
    const task = Reader.of(found?.properties);
    return ["executionRoleArn", "taskRoleArn"].some((key) => task.get(key).isGiven());
  });
  return passes ? ["iam:PassRole"] : [];
}

function actingRole(
  resource: ReviewedResource,
  leaf: Reader,
  { service, actions }: { service: string; actions: readonly string[] },
  stack: ReviewedStack,
): ActingRole {
  const found = once(() => knownReferred(stack, resource, leaf, ROLE));
  return {
    path: leaf.path,
    service,
    role: () => found()?.name,
    isTrusted: () => {
      const role = found();
      return role === undefined || trusts(role, service);
    },
    actions,
    allows: (action) => {
      const role = whenKnown(found);
      // Of policies that are not of this stack, as those of AWS, nothing is said.
      return role === undefined || (whenKnown(() => isAllowed(role, stack, action)) ?? true);
    },
  };
}

/** A service's principal may have its region in it, and in some partitions has an ending of its own. */
function trusts(role: ReviewedResource, service: string): boolean {
  const policy = Reader.of(role.properties).get("assumeRolePolicy");
  if (!policy.isGiven()) return true;
  const [first = ""] = service.split(".");
  const statements = allowingStatements(policy);
  // A policy that lets nobody in is a text that stands for one.
  return (
    statements.length === 0 ||
    statements.some(
      (statement) =>
        // "*" and { "AWS": "*" } are one (IAM User Guide, "AWS JSON policy elements: Principal").
        statement.principals().includes("*") ||
        statement
          .services()
          .some((one) => one === "*" || one.split(".")[0]?.toLowerCase() === first),
    )
  );
}
