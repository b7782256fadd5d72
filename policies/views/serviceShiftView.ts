import type { Reader } from "../resource/reader.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { SERVICE } from "./scalersInStack.js";
import { viewOf } from "./viewOf.js";

/** What ECS shifts the traffic of one entry of `loadBalancers` with. */
export interface ShiftedBalancer {
  /** Where messages say that it is: `loadBalancers[0]`. */
  readonly path: string;
  /** Whether it has a value, known or not. */
  has(property: "alternateTargetGroupArn" | "productionListenerRule" | "roleArn"): boolean;
  /** Whether both target groups are one. @throws {UnknownLeaf} if that is not known. */
  hasOneTargetGroup(): boolean;
}

/** How new tasks of a service get its traffic. Each read throws `UnknownLeaf` where its value is not known. */
export interface ServiceShiftView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** `ECS`, `CODE_DEPLOY` or `EXTERNAL`. */
  controller(): string;
  /** `ROLLING`, `BLUE_GREEN`, `LINEAR` or `CANARY`. */
  strategy(): string;
  /** A number of its strategy, such as `linearConfiguration.stepPercent`. */
  number(path: string): number | undefined;
  balancers(): ShiftedBalancer[];
  /** Number of its load balancers. */
  balancerCount(): number;
}

/** A view of how a service gets its traffic; nothing for any other resource, and for one of a component of ours. */
export const serviceShiftView = viewOf(
  SERVICE,
  (inputs, { name, urn }): ServiceShiftView | undefined => {
    if (isOfComponent({ urn })) return undefined;
    const configuration = inputs.get("deploymentConfiguration");
    const balancers = () => inputs.get("loadBalancers").list() ?? [];
    return {
      label: `service '${name}'`,
      controller: () => inputs.get("deploymentController").get("type").string() ?? "ECS",
      strategy: () => configuration.get("strategy").string() ?? "ROLLING",
      number: (path) =>
        path
          .split(".")
          .reduce((at, key) => at.get(key), configuration)
          .number(),
      balancers: () =>
        balancers()
          .filter((entry) => entry.get("targetGroupArn").isGiven())
          .map(shifted),
      balancerCount: () => balancers().length,
    };
  },
);

function shifted(entry: Reader): ShiftedBalancer {
  const advanced = entry.get("advancedConfiguration");
  return {
    path: entry.path,
    has: (property) => advanced.get(property).isGiven(),
    hasOneTargetGroup: () => {
      const alternate = advanced.get("alternateTargetGroupArn").string();
      return alternate !== undefined && alternate === entry.get("targetGroupArn").string();
    },
  };
}
