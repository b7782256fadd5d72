import type { CostResult } from "../../cost/costResult.js";
import { UnknownLeaf } from "../resource/reader.js";
import type { Rule } from "../rule.js";

/** Parameters of {@link costBudget}. */
export interface CostBudgetParameters {
  /** US dollars that the stack may cost in a month. */
  monthlyMaximum: number;
}

/** Services that a message names. */
const DEAREST = 3;

/**
 * A stack costs no more than it may, at the count of tasks that is expected and without tax and discounts: what `slipway
 * preview` shows, by the same files of usage and prices. Says nothing before it is given a maximum. What has no price
 * leaves the check open, since it never counts as nothing.
 */
export const costBudget: Rule<CostBudgetParameters> = {
  name: "cost-budget",
  description: "A stack costs no more in a month than the configuration lets it.",
  kind: "practice",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Run fewer or smaller tasks, follow what 'slipway preview' says of savings, say in 'slipway.usage.yaml' how much is used, or raise 'monthlyMaximum' of the environment.",
  url: "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/cost_govern_usage_controls.html",
  sources: ["COST02-BP05"],
  parameters: {
    monthlyMaximum: {
      type: "number",
      minimum: 0,
      description:
        "US dollars that the stack may cost in a month of 730 hours, at the expected count. 0 is no maximum. Best said for each of 'environments'.",
      default: 0,
      example: 500,
    },
  },
  stackCost(stack, { parameters: { monthlyMaximum }, check }) {
    if (monthlyMaximum === 0) return;
    check(() => {
      const { total, services, unpriced } = stack.cost();
      if (total.expected > monthlyMaximum) {
        const dearest = services
          .slice(0, DEAREST)
          .map(
            ({ name, expected }) =>
              `${name === null ? "shared" : `'${name}'`} ${dollars(expected)}`,
          );
        return `the stack must cost at most ${dollars(monthlyMaximum)} a month ('monthlyMaximum'), got ${dollars(total.expected)} expected: ${dearest.join(", ")}`;
      }
      const [first] = unpriced;
      if (first) throw new UnknownLeaf(withoutPrice(first, unpriced.length - 1));
      return undefined;
    });
  },
};

/** What keeps the sum from being known, as the path of an open check is told. */
function withoutPrice({ item, urn }: CostResult["unpriced"][number], others: number): string {
  const more = others === 0 ? "" : ` and ${others} more`;
  return `price of ${item} of '${urn.split("::").slice(3).join("::")}'${more}`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
