import { createRequire } from "node:module";

import type { CostResult } from "../../cost/costResult.js";
import type * as Estimate from "../../cost/estimateCost.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";

/** All of a stack, as to what it costs. */
export interface StackCostView {
  /** What it costs in a month, line by line, and what has no price. */
  cost(): CostResult;
}

const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:aws";

const require_ = createRequire(__filename);

/** A view of the stack, which it has once: as its own resource, or as the first where that is not told. */
export function stackCostView(
  resource: ReviewedResource,
  stack: ReviewedStack,
): StackCostView | undefined {
  const { costFigures } = stack;
  const [root = stack.all[0]] = stack.ofTypes(STACK);
  if (resource !== root || !costFigures) return undefined;
  return {
    cost: () =>
      stack.once("cost", () => {
        // Few ask what a stack costs, and all would wait for what works it out.
        const { estimateCost } = require_("../../cost/estimateCost.js") as typeof Estimate;
        return estimateCost({
          stack: resource.urn.split("::")[0]?.split(":")[2] ?? "",
          region: regionOf(stack) ?? "",
          resources: stack.all.map((one) => ({
            ...one,
            inputs: Reader.of(one.properties),
            parent: one.parent ?? null,
            region: one.region ?? whenKnown(() => Reader.of(one.properties).get("region").string()),
          })),
          ...costFigures(),
        });
      }),
  };
}

/** The region of resources that name none: that of the default provider, or where another resource is. */
function regionOf(stack: ReviewedStack): string | undefined {
  const providers = stack.ofTypes(PROVIDER).filter(({ name }) => name.startsWith("default"));
  const told = [...providers, ...stack.all].map(
    ({ region, properties }) =>
      region ?? whenKnown(() => Reader.of(properties).get("region").string()),
  );
  return told.find((region) => region !== undefined && region !== "");
}
