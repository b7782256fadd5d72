import { allowingStatements } from "../resource/allowingStatements.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { leavesAt } from "./leavesAt.js";
import { once } from "./once.js";
import { ROLE } from "./roleGrants.js";
import { viewOfKinds } from "./viewOf.js";
import { knownReferred } from "./referredResource.js";

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
  /** The service by the paths of the roles that it acts as. */
  readonly roles: Readonly<Record<string, string>>;
}

const TASKS = "ecs-tasks.amazonaws.com";
const ECS = "ecs.amazonaws.com";

/** Whom the developer guides have such a role trust. */
const KINDS: Readonly<Record<string, Kind>> = {
  // "Amazon ECS task execution IAM role", "Amazon ECS task IAM role".
  "aws:ecs/taskDefinition:TaskDefinition": {
    label: "task definition",
    roles: { executionRoleArn: TASKS, taskRoleArn: TASKS },
  },
  // "Amazon ECS infrastructure IAM role", and "Lifecycle hooks for Amazon ECS service deployments".
  "aws:ecs/service:Service": {
    label: "service",
    roles: {
      "loadBalancers[].advancedConfiguration.roleArn": ECS,
      "volumeConfiguration.managedEbsVolume.roleArn": ECS,
      "serviceConnectConfiguration.services[].tls.roleArn": ECS,
      "deploymentConfiguration.lifecycleHooks[].roleArn": ECS,
    },
  },
  // "Amazon ECS CodeDeploy IAM Role".
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    label: "deployment group",
    roles: { serviceRoleArn: "codedeploy.amazonaws.com" },
  },
  // "Amazon ECS EventBridge IAM Role".
  "aws:cloudwatch/eventTarget:EventTarget": {
    label: "event target",
    roles: { roleArn: "events.amazonaws.com" },
  },
  "aws:scheduler/schedule:Schedule": {
    label: "schedule",
    roles: { "target.roleArn": "scheduler.amazonaws.com" },
  },
  // "Amazon ECS container instance IAM role".
  "aws:iam/instanceProfile:InstanceProfile": {
    label: "instance profile",
    roles: { role: "ec2.amazonaws.com" },
  },
};

/** A view of a resource with such roles; nothing for any other, and for one of a component of ours, which makes them. */
export const actingRolesInStackView = viewOfKinds(
  KINDS,
  (kind, inputs, resource, stack: ReviewedStack): ActingRolesInStackView | undefined => {
    if (isOfComponent(resource)) return undefined;
    return {
      label: `${kind.label} '${resource.name}'`,
      places: Object.entries(kind.roles).map(
        ([path, service]) =>
          () =>
            leavesAt(path, inputs)
              .filter((leaf) => leaf.isGiven())
              .map((leaf) => actingRole(resource, leaf, service, stack)),
      ),
    };
  },
);

function actingRole(
  resource: ReviewedResource,
  leaf: Reader,
  service: string,
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
