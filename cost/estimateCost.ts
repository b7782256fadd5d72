import { costAdvice } from "./advice.js";
import type { CostLine, CostResult } from "./costResult.js";
import { HOURS_PER_MONTH, sum } from "./costResult.js";
import type { Costing } from "./ledger.js";
import { Ledger } from "./ledger.js";
import { balancerLines } from "./lines/balancerLines.js";
import { instanceLines } from "./lines/instanceLines.js";
import { networkLines } from "./lines/networkLines.js";
import { OTHER_LINES } from "./lines/otherLines.js";
import { taskLines } from "./lines/taskLines.js";
import { watchLines } from "./lines/watchLines.js";
import type { PriceFile } from "./prices/priceTable.js";
import { PriceTable } from "./prices/priceTable.js";
import type { ReadableResource } from "./stackResources.js";
import { StackResources } from "./stackResources.js";
import { mayCost } from "./unpricedTypes.js";
import type { Usage } from "./usage.js";
import { UsageOfStack } from "./usage.js";

/** What costs are worked out from. */
export interface CostInputs {
  /** Name of the stack. */
  stack: string;
  /** Region of the resources that name none of their own. */
  region: string;
  resources: readonly ReadableResource[];
  usage: Usage;
  prices: PriceFile;
}

/** Types whose lines stand with others, or that have lines of their own. */
const HANDLED =
  /^aws:(scheduler\/schedule|autoscaling\/group|ec2\/(instance|natGateway|vpcEndpoint|flowLog|eip)|(lb|alb|elasticloadbalancingv2)\/loadBalancer|cloudwatch\/(metricAlarm|compositeAlarm|eventTarget)):/;

/**
 * What the resources of a stack cost in a month, line by line. Pure: it reads what a preview found and nothing else, so
 * that resources cost the same whether a component made them or a program did.
 */
export function estimateCost({ stack, region, resources, usage, prices }: CostInputs): CostResult {
  const ledger = new Ledger(new PriceTable(prices));
  const costing: Costing = {
    stack: new StackResources(resources, region),
    usage: new UsageOfStack(usage, stack),
    ledger,
    onFargate: [],
  };
  taskLines(costing);
  instanceLines(costing);
  balancerLines(costing);
  networkLines(costing);
  watchLines(costing);
  otherLines(costing);
  return {
    currency: "USD",
    hoursPerMonth: HOURS_PER_MONTH,
    pricesOf: ledger.table.date,
    total: sum(ledger.lines),
    services: byService(ledger.lines),
    lines: ledger.lines,
    unpriced: ledger.unpriced,
    advice: costAdvice(costing, stack),
  };
}

function otherLines(costing: Costing): void {
  const { stack, ledger } = costing;
  const unknown = new Map<string, number>();
  for (const one of stack.all) {
    const add = Object.hasOwn(OTHER_LINES, one.type) ? OTHER_LINES[one.type] : undefined;
    if (one.remote && one.type !== "awsx:ec2:Vpc") {
      ledger.note(one, one.type, "a plugin makes what is in it, which is not seen offline");
    }
    if (add) {
      ledger.attempt(one, one.type, () => {
        add(costing, one);
      });
    } else if (mayCost(one.type) && !HANDLED.test(one.type)) {
      unknown.set(one.type, (unknown.get(one.type) ?? 0) + 1);
    }
  }
  for (const [type, count] of unknown) {
    const [first] = stack.of(type);
    if (first) ledger.note(first, type, `what ${count} of this type cost is not worked out`);
  }
}

function byService(lines: readonly CostLine[]): CostResult["services"] {
  const groups = new Map<string | null, CostLine[]>();
  for (const line of lines) {
    const known = groups.get(line.service);
    if (known) known.push(line);
    else groups.set(line.service, [line]);
  }
  return [...groups]
    .map(([name, own]) => ({ name, ...sum(own) }))
    .sort((a, b) => b.expected - a.expected || ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
}
