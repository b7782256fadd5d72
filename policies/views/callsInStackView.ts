import { UnknownLeaf } from "../resource/reader.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { definitionOf } from "./definitionInStack.js";
import { hasOwnNames, hasPrivateDns } from "./endpointInStackView.js";
import { letsPass } from "./groupReach.js";
import { launchView } from "./launchView.js";
import { neededEndpoints } from "./neededEndpoints.js";
import { once } from "./once.js";
import type { TaskCall } from "./taskCalls.js";
import { taskCalls } from "./taskCalls.js";
import { viewOver } from "./viewOf.js";

/** A call that must get through security groups of the stack, so that tasks start and do their work. */
export interface CallInStack extends Pick<TaskCall, "side" | "what" | "works"> {
  /** Whether it gets through. @throws {UnknownLeaf} if that is not known. */
  passes(): boolean;
}

/** An endpoint whose service tasks reach by nothing else. */
export interface NeededEndpoint {
  /** How messages name it: `VPC endpoint 'logs'`. */
  readonly label: string;
  /** The last words of its service's name: `ecr.api`. */
  readonly service: string;
  /** Logical name of the subnet that has no other way. */
  readonly subnet: string;
  /** Whether the service's name leads to it. @throws {UnknownLeaf} if that is not known. */
  isFoundByName(): boolean;
}

/** Whatever starts tasks, as to what must reach what there. */
export interface CallsInStackView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if it is not known what tasks call, or who calls them. */
  readonly calls: () => CallInStack[];
  /** @throws {UnknownLeaf} if it is not known whether tasks have public addresses. */
  readonly endpoints: () => NeededEndpoint[];
}

/** A view of what a resource's tasks call, and are called by; a component of ours makes the rules for that itself. */
export const callsInStackView = viewOver(
  launchView,
  (launch, resource, stack: ReviewedStack): CallsInStackView => {
    const isOurs = launch.isComponent || isOfComponent(resource);
    const task = once(() => whenKnown(() => definitionOf(resource, launch.taskDefinition, stack)));
    const caller = { launch, resource, stack, task };
    const endpoints = once(() => (isOurs ? [] : neededEndpoints(caller)));
    return {
      label: launch.label,
      calls: () =>
        isOurs
          ? []
          : taskCalls(caller, endpoints()).map((call) => ({
              ...call,
              passes: () => passes(stack, call),
            })),
      endpoints: () =>
        // Names of the stack's own may lead to an endpoint as well.
        hasOwnNames(stack)
          ? []
          : endpoints().map(({ endpoint, service, subnet }) => ({
              label: `VPC endpoint '${endpoint.name}'`,
              service,
              subnet: subnet.name,
              isFoundByName: () => hasPrivateDns(endpoint),
            })),
    };
  },
);

function passes(stack: ReviewedStack, call: TaskCall): boolean {
  const verdict = letsPass(stack, call);
  if (verdict === undefined) throw new UnknownLeaf(call.leaf.path);
  return verdict;
}
