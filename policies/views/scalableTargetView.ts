import type { CapacityLimits } from "../../components/service/rules/serviceCount.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { viewOf } from "./viewOf.js";

/** What an autoscaler scales, and its limits. Each read throws `UnknownLeaf` where its value is not known. */
export interface ScalableTargetView {
  /** How messages name it: `scalable target 'orders'`. */
  readonly label: string;
  limits(): CapacityLimits;
  /** Whether it is the count of an ECS service, among all that AWS scales. */
  isOfService(): boolean;
  /** Whether a component of ours made it from arguments that it was judged by. */
  readonly isOfComponent: boolean;
}

/** A view of the scalable target that a resource is; nothing for any other resource. */
export const scalableTargetView = viewOf(
  "aws:appautoscaling/target:Target",
  (inputs, resource): ScalableTargetView => ({
    label: `scalable target '${resource.name}'`,
    limits: () => ({
      minCapacity: inputs.get("minCapacity").number(),
      maxCapacity: inputs.get("maxCapacity").number(),
    }),
    isOfService: () => inputs.get("serviceNamespace").string() === "ecs",
    isOfComponent: isOfComponent(resource, "Service"),
  }),
);
