import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing } from "../ledger.js";
import type { ReadResource } from "../stackResources.js";

const NAT = "aws:ec2/natGateway:NatGateway";
const VPC_COMPONENT = "awsx:ec2:Vpc";

/** What gateways, endpoints and addresses of a network cost. */
export function networkLines(costing: Costing): void {
  const { stack, ledger } = costing;
  for (const nat of stack.of(NAT)) {
    ledger.attempt(nat, "NAT gateway", () => {
      natLine(costing, nat, 1);
    });
  }
  for (const vpc of vpcComponents(costing)) {
    ledger.attempt(vpc, "NAT gateway", () => {
      const count = natCount(vpc);
      if (count === 0) return;
      natLine(costing, vpc, count);
      addressLine(costing, vpc, count);
    });
  }
  for (const endpoint of stack.of("aws:ec2/vpcEndpoint:VpcEndpoint")) {
    ledger.attempt(endpoint, "Interface endpoint", () => {
      endpointLine(costing, endpoint);
    });
  }
  for (const flowLog of stack.of("aws:ec2/flowLog:FlowLog")) {
    ledger.attempt(flowLog, "Flow logs", () => {
      flowLogLine(costing, flowLog);
    });
  }
  freeAddresses(costing);
}

/** Those of awsx whose children are not seen: an engine's preview lists them beside it. */
function vpcComponents({ stack }: Costing): ReadResource[] {
  const seen = stack.of(NAT);
  return stack.of(VPC_COMPONENT).filter(({ urn }) => !seen.some((nat) => stack.isBelow(nat, urn)));
}

/**
 * NAT gateways that `awsx.ec2.Vpc` makes.
 *
 * @see https://www.pulumi.com/registry/packages/awsx/api-docs/ec2/vpc/
 */
export function natCount({ inputs }: ReadResource): number {
  const strategy = inputs.get("natGateways").get("strategy").string() ?? "OnePerAz";
  if (strategy === "None") return 0;
  if (strategy === "Single") return 1;
  const names = inputs.get("availabilityZoneNames").list();
  return names?.length ?? inputs.get("numberOfAvailabilityZones").number() ?? 3;
}

function natLine({ ledger, usage }: Costing, from: ReadResource, count: number): void {
  const { value: gb, assumption } = usage.assumed(from.name, "natGb");
  const each = HOURS_PER_MONTH * ledger.price(from, "nat.hour") + gb * ledger.price(from, "nat.gb");
  const quantity = `${count} gateway${count === 1 ? "" : "s"}`;
  ledger.addFixed(from, { item: "NAT gateway", quantity, assumptions: [assumption] }, count * each);
}

function endpointLine({ ledger, usage }: Costing, endpoint: ReadResource): void {
  const { inputs } = endpoint;
  const type = inputs.get("vpcEndpointType").string() ?? "Gateway";
  // Those of type Gateway are free.
  if (type === "Gateway") return;
  if (type !== "Interface") ledger.refuse(`there is no price of endpoints of type ${type}`);
  const zones = inputs.get("subnetIds").list()?.length ?? 1;
  const { value: gb, assumption } = usage.assumed(endpoint.name, "endpointGb");
  const hours = zones * HOURS_PER_MONTH * ledger.price(endpoint, "interfaceEndpoint.hour");
  ledger.addFixed(
    endpoint,
    {
      item: "Interface endpoint",
      quantity: `${serviceOf(endpoint)} in ${zones} zone${zones === 1 ? "" : "s"}`,
      assumptions: [assumption],
    },
    hours + gb * ledger.price(endpoint, "interfaceEndpoint.gb"),
  );
}

/** `ecr.api` of `com.amazonaws.us-east-1.ecr.api`. */
function serviceOf({ inputs, name }: ReadResource): string {
  const service = inputs.get("serviceName");
  if (!service.exists()) return name;
  return service.string()?.replace(/^.*?amazonaws\.[a-z0-9-]+\./, "") ?? name;
}

function flowLogLine({ ledger, usage }: Costing, flowLog: ReadResource): void {
  const destination = flowLog.inputs.get("logDestinationType").string() ?? "cloud-watch-logs";
  if (destination !== "cloud-watch-logs") {
    ledger.refuse(`there is no price of flow logs to ${destination}`);
  }
  const { value: gb, assumption } = usage.assumed(flowLog.name, "flowLogGb");
  const amount = gb * ledger.price(flowLog, "cloudwatch.vendedLogsGb");
  ledger.addFixed(
    flowLog,
    { item: "Flow logs", quantity: "taken in", assumptions: [assumption] },
    amount,
  );
}

/** Addresses of one's own, and of NAT gateways that have none of those: each is paid for, used or not. */
function freeAddresses(costing: Costing): void {
  const { stack, ledger } = costing;
  const own = stack.of("aws:ec2/eip:Eip");
  const gateways = stack.of(NAT).filter(({ inputs }) => {
    return !inputs.get("allocationId").isGiven() && textOf(inputs) !== "private";
  });
  for (const from of [...own, ...gateways]) {
    ledger.attempt(from, "Public IPv4", () => {
      addressLine(costing, from, 1);
    });
  }
}

function textOf(inputs: ReadResource["inputs"]): string | undefined {
  return inputs.get("connectivityType").isGiven()
    ? inputs.get("connectivityType").string()
    : undefined;
}

/** Addresses that a resource has. */
export function addressLine({ ledger }: Costing, from: ReadResource, count: number): void {
  const quantity = `${count} address${count === 1 ? "" : "es"}`;
  const amount = count * HOURS_PER_MONTH * ledger.price(from, "publicIpv4.hour");
  ledger.addFixed(from, { item: "Public IPv4", quantity }, amount);
}
