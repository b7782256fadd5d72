import type { RouteOutline } from "../../components/network/rules/subnetReach.js";
import { lacksService } from "../../components/network/rules/subnetReach.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import { soleReferred } from "./referredResource.js";
import type { Found, RouteTable } from "./routeTableView.js";
import { routesOf, servicesOf, TABLES } from "./routeTableView.js";

export const SUBNET = "aws:ec2/subnet:Subnet";
export const VPC = "aws:ec2/vpc:Vpc";

/**
 * Whether tasks without public addresses cannot call a service of AWS from a subnet of the stack, by the last word of its
 * endpoint's name; `"unknown"` where that is not known before the update. Of a VPC that is not of this stack nothing is said: its
 * endpoints, and its main routes, are not seen.
 */
export function lacksServiceFrom(
  stack: ReviewedStack,
  subnet: ReviewedResource,
  service: string,
): boolean | "unknown" {
  const ways = waysOf(stack, subnet);
  if (ways === undefined || ways === "unknown") return ways ?? false;
  const { routes, services } = ways;
  const atMost = lacksService(values(routes), values(services), service);
  const atLeast = lacksService(
    values(routes.filter(isSure)),
    values(services.filter(isSure)),
    service,
  );
  return atMost === atLeast ? atMost : "unknown";
}

/**
 * Whether a subnet of the stack has a route to an internet gateway, which is what makes it public; nothing where that is not
 * known.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export function isPublicSubnet(
  stack: ReviewedStack,
  subnet: ReviewedResource,
): boolean | undefined {
  const ways = waysOf(stack, subnet);
  if (ways === undefined || ways === "unknown") return undefined;
  const gates = ways.routes.filter(({ value }) => value.toInternetGateway);
  if (gates.some(isSure)) return true;
  return gates.length === 0 && ways.routes.every(isSure) ? false : undefined;
}

/** Whether a subnet of the stack surely has no way out of its VPC without a public address, but for endpoints. */
export function leadsNowhere(stack: ReviewedStack, subnet: ReviewedResource): boolean {
  const ways = waysOf(stack, subnet);
  return typeof ways === "object" && lacksService(values(ways.routes), [], "");
}

/** The VPC of this stack that a subnet is in; nothing where it is of another, or not known. */
export function vpcOfSubnet(
  stack: ReviewedStack,
  subnet: ReviewedResource,
): ReviewedResource | undefined {
  return soleReferred(stack, subnet, Reader.of(subnet.properties).get("vpcId"), VPC);
}

/** What may lead out of a subnet. */
interface Ways {
  routes: Found<RouteOutline>[];
  services: Found<string>[];
}

/** Once for a subnet: each launch there asks for several services. */
function waysOf(stack: ReviewedStack, subnet: ReviewedResource): Ways | "unknown" | undefined {
  return stack.once(`ways of ${subnet.urn}`, () => findWays(stack, subnet));
}

function findWays(stack: ReviewedStack, subnet: ReviewedResource): Ways | "unknown" | undefined {
  const vpcs = stack.referred(subnet, idOf(Reader.of(subnet.properties).get("vpcId")), VPC);
  const [vpc] = vpcs.certain;
  if (!vpc) return vpcs.isOpen || vpcs.perhaps.length > 0 ? "unknown" : undefined;
  const table = tableOf(stack, subnet, vpc);
  if (table === "elsewhere") return undefined;
  if (table === "unknown") return table;
  return { routes: routesOf(stack, table), services: servicesOf(stack, table) };
}

function values<T>(found: readonly Found<T>[]): T[] {
  return found.map(({ value }) => value);
}

function isSure({ sure }: Found<unknown>): boolean {
  return sure;
}

/** A subnet that no association names has its VPC's main table. */
function tableOf(
  stack: ReviewedStack,
  subnet: ReviewedResource,
  vpc: ReviewedResource,
): RouteTable | "unknown" | "elsewhere" {
  const own =
    namedTable(stack, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnet) ??
    namedTable(
      stack,
      "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
      "vpcId",
      vpc,
    ) ??
    defaultTable(stack, vpc);
  return own === undefined || typeof own === "object" ? { vpc, table: own } : own;
}

/** The table that an association gives to a subnet or a VPC; nothing where there is no such association. */
function namedTable(
  stack: ReviewedStack,
  type: string,
  key: string,
  target: ReviewedResource,
): ReviewedResource | undefined | "unknown" | "elsewhere" {
  const judged = stack.referring(type, key, target);
  const own = judged.find(({ sure }) => sure)?.value;
  if (!own) return judged.length > 0 ? "unknown" : undefined;
  const id = idOf(Reader.of(own.properties).get("routeTableId"));
  const { certain, perhaps, isOpen } = stack.referred(own, id, ...TABLES);
  return certain[0] ?? (isOpen || perhaps.length > 0 ? "unknown" : "elsewhere");
}

/** The table that AWS made with a VPC, where the program took it over. */
function defaultTable(
  stack: ReviewedStack,
  vpc: ReviewedResource,
): ReviewedResource | undefined | "unknown" {
  const { byVpc, isOpen } = stack.once("default route tables", () => {
    const judged = stack.ofTypes("aws:ec2/defaultRouteTable:DefaultRouteTable").map((table) => ({
      table,
      vpcs: stack.dependencies(table, "defaultRouteTableId", VPC),
    }));
    const each = judged.flatMap(({ table, vpcs }) => vpcs.map(({ urn }) => [urn, table] as const));
    // The first of several stands.
    return {
      byVpc: new Map(each.reverse()),
      isOpen: judged.some(({ vpcs }) => vpcs.length === 0),
    };
  });
  return byVpc.get(vpc.urn) ?? (isOpen ? "unknown" : undefined);
}
