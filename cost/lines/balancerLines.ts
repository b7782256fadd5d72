import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing } from "../ledger.js";
import type { ReadResource } from "../stackResources.js";
import { addressLine } from "./networkLines.js";

const BALANCERS = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
];

const KINDS: Readonly<Record<string, { item: string; price: string; unit: string }>> = {
  application: { item: "Application Load Balancer", price: "alb", unit: "LCU" },
  network: { item: "Network Load Balancer", price: "nlb", unit: "NLCU" },
};

/** What load balancers cost: their hours, their capacity units, and addresses in each zone. */
export function balancerLines(costing: Costing): void {
  for (const balancer of costing.stack.of(...BALANCERS)) {
    costing.ledger.attempt(balancer, "Load balancer", () => {
      balancerLine(costing, balancer);
    });
    costing.ledger.attempt(balancer, "Public IPv4", () => {
      addressLines(costing, balancer);
    });
  }
}

function balancerLine({ ledger, usage }: Costing, balancer: ReadResource): void {
  const type = balancer.inputs.get("loadBalancerType").string() ?? "application";
  const kind = KINDS[type] ?? ledger.refuse(`there is no price of load balancers of type ${type}`);
  const { value: units, assumption } = usage.assumed(balancer.name, "capacityUnits");
  const hour = ledger.price(balancer, `${kind.price}.hour`) * HOURS_PER_MONTH;
  const unitHours = units * HOURS_PER_MONTH;
  ledger.addFixed(balancer, { item: kind.item, quantity: "1" }, hour);
  ledger.addFixed(
    balancer,
    { item: `${kind.item} ${kind.unit}`, quantity: `${units}`, assumptions: [assumption] },
    unitHours * ledger.price(balancer, `${kind.price}.lcuHour`),
  );
}

/**
 * One that faces the internet has an address in each zone, but for addresses that are brought, which are charged by
 * themselves, and where clients come by IPv6 alone.
 */
function addressLines(costing: Costing, balancer: ReadResource): void {
  const { inputs } = balancer;
  if (inputs.get("internal").boolean() === true) return;
  if (inputs.get("ipAddressType").string() === "dualstack-without-public-ipv4") return;
  const mappings = inputs.get("subnetMappings").list() ?? [];
  const brought = mappings.filter((mapping) => mapping.get("allocationId").isGiven()).length;
  const zones = inputs.get("subnets").list()?.length ?? mappings.length;
  if (zones > brought) addressLine(costing, balancer, zones - brought);
}
