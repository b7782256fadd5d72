import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf } from "../resource/reviewedStack.js";
import { definitionsOf } from "./definitionInStack.js";
import { isAllowed, ROLE } from "./roleGrants.js";
import { SERVICE } from "./scalersInStack.js";
import { lacksServiceFrom, SUBNET } from "./subnetView.js";
import { viewOf } from "./viewOf.js";

/** An ECS service that the program itself makes, with what ECS Exec needs beside it in its stack. */
export interface ExecAccessInStackView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** Whether commands may be run in its containers. @throws {UnknownLeaf} if that is not known. */
  enablesExec(): boolean;
  /** Whether its tasks get public IP addresses. @throws {UnknownLeaf} if that is not known. */
  assignsPublicIp(): boolean;
  /**
   * Logical name of its task definition in this stack where that has no task role; nothing otherwise.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  definitionWithoutRole(): string | undefined;
  /**
   * The task role of this stack that may not do all of these, with what it may not; nothing otherwise.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  roleWithout(actions: readonly string[]): { role: string; missing: string[] } | undefined;
  /**
   * Logical name of a subnet from which its tasks cannot call a service of AWS without public addresses; nothing where
   * there is none.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  subnetWithout(service: string): string | undefined;
}

/** A view of the ECS service that a resource is; nothing for others, and for one that a component of ours makes. */
export const execAccessInStackView = viewOf(
  SERVICE,
  (inputs, resource, stack: ReviewedStack): ExecAccessInStackView | undefined => {
    if (isOfComponent(resource, "Service")) return undefined;
    const network = inputs.get("networkConfiguration");
    const definitions = definitionsOf(resource, inputs.get("taskDefinition"), stack);
    // Of several it is not known which one it runs.
    const definition = definitions.length === 1 ? definitions[0] : undefined;
    const ofDefinition = definition && Reader.of(definition.properties).get("taskRoleArn");
    return {
      label: `service '${resource.name}'`,
      enablesExec: () => inputs.get("enableExecuteCommand").boolean() ?? false,
      assignsPublicIp: () => network.get("assignPublicIp").boolean() ?? false,
      definitionWithoutRole: () =>
        definition && !ofDefinition?.isGiven() ? definition.name : undefined,
      roleWithout: (actions) => {
        if (!definition || !ofDefinition?.isGiven()) return undefined;
        const role = roleOf(definition, stack, ofDefinition);
        if (!role) return undefined;
        const missing = actions.filter((action) => !isAllowed(role, stack, action));
        return missing.length > 0 ? { role: role.name, missing } : undefined;
      },
      subnetWithout: (service) => subnetWithout(resource, stack, network.get("subnets"), service),
    };
  },
);

/** The role of this stack that an ARN is of; nothing where it is of none, or it is not known of which. */
function roleOf(
  definition: ReviewedResource,
  stack: ReviewedStack,
  arn: Reader,
): ReviewedResource | undefined {
  const { certain } = stack.referred(definition, idOf(arn), ROLE);
  return certain.length === 1 ? certain[0] : undefined;
}

function subnetWithout(
  resource: ReviewedResource,
  stack: ReviewedStack,
  subnets: Reader,
  service: string,
): string | undefined {
  const { certain, perhaps, isOpen } = stack.referred(resource, idsOf(subnets), SUBNET);
  const judged = certain.map((subnet) => ({
    name: subnet.name,
    lacks: lacksServiceFrom(stack, subnet, service),
  }));
  const found = judged.find(({ lacks }) => lacks === true);
  if (found) return found.name;
  const mayHaveOwn = perhaps.length > 0 || (isOpen && stack.ofTypes(SUBNET).length > 0);
  if (mayHaveOwn || judged.some(({ lacks }) => lacks === "unknown")) {
    throw new UnknownLeaf(subnets.path);
  }
  return undefined;
}
