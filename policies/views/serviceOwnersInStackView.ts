import type { CapacityLimits } from "../../components/service/rules/serviceCount.js";
import { isOfComponent, ignoresChangesOf } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { scalableTargetView } from "./scalableTargetView.js";
import { SERVICE, scalersOf } from "./scalersInStack.js";
import { viewOf } from "./viewOf.js";

/** An ECS service with what else changes it. Each read throws `UnknownLeaf` where its value is not known. */
export interface ServiceOwnersInStackView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** Number of tasks that it says; nothing where it says none. */
  desiredCount(): number | undefined;
  /** Limits of the autoscalers that the stack has for it. */
  readonly limits: () => CapacityLimits[];
  controller(): string;
  /** Whether a property is given that an update would set back. */
  setsBack(property: string): boolean;
}

/** A view of the service that a resource is; nothing for others, and for one of a component of ours, which sees to it. */
export const serviceOwnersInStackView = viewOf(
  SERVICE,
  (inputs, resource, stack: ReviewedStack): ServiceOwnersInStackView | undefined => {
    if (isOfComponent(resource)) return undefined;
    const { ignoreChanges } = resource;
    return {
      label: `service '${resource.name}'`,
      desiredCount: () => inputs.get("desiredCount").number(),
      limits: () =>
        scalersOf(resource, stack).flatMap((target) => scalableTargetView(target)?.limits() ?? []),
      controller: () => inputs.get("deploymentController").get("type").string() ?? "ECS",
      // Where nothing is told of it, as of a state, nothing is said of it.
      setsBack: (property) =>
        ignoreChanges !== undefined &&
        inputs.get(property).isGiven() &&
        !ignoresChangesOf(resource, property),
    };
  },
);
