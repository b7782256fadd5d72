import type { RouteOutline } from "../../components/network/rules/subnetReach.js";
import { NEEDED_SERVICES } from "../../components/network/rules/subnetReach.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { IdsOfProperty, ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf, whenKnown } from "../resource/reviewedStack.js";

/** A route table of a VPC of the stack. */
export interface RouteTable {
  vpc: ReviewedResource;
  /** Nothing for the main table that AWS makes with the VPC. */
  table: ReviewedResource | undefined;
}

/** What is there for sure, or what only may be. */
export interface Found<T> {
  value: T;
  sure: boolean;
}

/** Resources that are route tables. */
export const TABLES = [
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
] as const;

const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const GATEWAYS = [INTERNET_GATEWAY, "aws:ec2/vpnGateway:VpnGateway"] as const;

/** What a route may lead to besides the gateway of its `gatewayId`. */
const WAYS = [
  "natGatewayId",
  "transitGatewayId",
  "vpcPeeringConnectionId",
  "networkInterfaceId",
  "instanceId",
  "vpcEndpointId",
  "egressOnlyGatewayId",
  "carrierGatewayId",
  "localGatewayId",
  "coreNetworkArn",
  "odbNetworkArn",
] as const;

const WAY: RouteOutline = { isForIpv6: false, toInternetGateway: false, isLocal: false };

/** The routes of a table: its own, those that stand by themselves, and those that come from a VPN. */
export function routesOf(stack: ReviewedStack, table: RouteTable): Found<RouteOutline>[] {
  const routes = ofTable(stack, "aws:ec2/route:Route", table).map(({ value, sure }) => {
    const outline = outlineOf(stack, value, Reader.of(value.properties));
    return { ...outline, sure: outline.sure && sure };
  });
  const propagations = ofTable(
    stack,
    "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
    table,
  ).map(({ sure }) => ({ value: WAY, sure }));
  return [...routes, ...propagations, ...ownRoutes(stack, table)];
}

/** Resources of a type that belong to a table by their `routeTableId`. */
function ofTable(
  stack: ReviewedStack,
  type: string,
  { table }: RouteTable,
): Found<ReviewedResource>[] {
  if (table) return stack.referring(type, "routeTableId", table);
  return stack.once(`${type} of main tables`, () =>
    stack.ofTypes(type).flatMap((value) => {
      const id = idOf(Reader.of(value.properties).get("routeTableId"));
      return namesNoOther(stack, value, id) ? [{ value, sure: false }] : [];
    }),
  );
}

/** The main table that AWS makes is no resource: what names none of the others may name it. */
function namesNoOther(stack: ReviewedStack, from: ReviewedResource, ids: IdsOfProperty): boolean {
  const { certain } = stack.referred(from, ids, ...TABLES);
  return ids.ids?.length !== certain.length;
}

function refersToTable(
  stack: ReviewedStack,
  from: ReviewedResource,
  ids: IdsOfProperty,
  { table }: RouteTable,
): boolean | undefined {
  if (table) return stack.refersTo(from, ids, table);
  return namesNoOther(stack, from, ids) ? undefined : false;
}

function ownRoutes(stack: ReviewedStack, { table }: RouteTable): Found<RouteOutline>[] {
  if (!table) return [];
  const properties = Reader.of(table.properties);
  const routes = whenKnown(() => properties.get("routes").list() ?? []);
  const fromVpn = idsOf(properties.get("propagatingVgws")).ids;
  return [
    ...(routes?.map((route) => outlineOf(stack, table, route)) ?? [{ value: WAY, sure: false }]),
    ...(fromVpn?.map(() => ({ value: WAY, sure: true })) ?? [{ value: WAY, sure: false }]),
  ];
}

function outlineOf(
  stack: ReviewedStack,
  from: ReviewedResource,
  route: Reader,
): Found<RouteOutline> {
  const isForIpv6 = ["destinationIpv6CidrBlock", "ipv6CidrBlock"].some((key) => isSet(route, key));
  if (WAYS.some((way) => isSet(route, way))) return { value: { ...WAY, isForIpv6 }, sure: true };
  const gateway = gatewayOf(stack, from, route);
  const outline = {
    isForIpv6,
    toInternetGateway: gateway === "internet",
    isLocal: gateway === "none",
  };
  return { value: outline, sure: gateway !== "unknown" };
}

function isSet(route: Reader, key: string): boolean {
  return idOf(route.get(key)).ids?.length !== 0;
}

function gatewayOf(
  stack: ReviewedStack,
  from: ReviewedResource,
  route: Reader,
): "internet" | "other" | "none" | "unknown" {
  const { property, ids = [] } = idOf(route.get("gatewayId"));
  if (ids.length === 0) return "none";
  const [id] = ids;
  if (id !== undefined) {
    if (id.startsWith("igw-")) return "internet";
    return id === "local" || id.startsWith("vpce-") ? "none" : "other";
  }
  const gateways = stack.dependencies(from, property, ...GATEWAYS);
  const internet = gateways.filter(({ type }) => type === INTERNET_GATEWAY);
  if (gateways.length === 0 || (internet.length > 0 && internet.length < gateways.length)) {
    return "unknown";
  }
  return internet.length > 0 ? "internet" : "other";
}

/** Services that a task in a subnet with this table reaches by endpoints of its VPC. */
export function servicesOf(stack: ReviewedStack, table: RouteTable): Found<string>[] {
  const ofVpc = stack.referring("aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId", table.vpc);
  return ofVpc.flatMap(({ value: endpoint, sure: isOfVpc }) => {
    const properties = Reader.of(endpoint.properties);
    const isOfTable = servesTable(stack, endpoint, table);
    if (isOfTable === false) return [];
    const sure = isOfVpc && isOfTable === true;
    const name = whenKnown(() => properties.get("serviceName").string() ?? "");
    if (name !== undefined) return [{ value: name, sure }];
    return NEEDED_SERVICES.map((value) => ({ value, sure: false }));
  });
}

/** An interface endpoint serves all of its VPC, a gateway endpoint the tables that it is given. */
function servesTable(
  stack: ReviewedStack,
  endpoint: ReviewedResource,
  table: RouteTable,
): boolean | undefined {
  const properties = Reader.of(endpoint.properties);
  const type = whenKnown(() => properties.get("vpcEndpointType").string() ?? "Gateway");
  if (type === undefined) return undefined;
  if (type !== "Gateway") return true;
  const own = refersToTable(stack, endpoint, idsOf(properties.get("routeTableIds")), table);
  if (own === true) return true;
  const associations = ofTable(
    stack,
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
    table,
  ).map(({ value, sure }) => {
    const id = idOf(Reader.of(value.properties).get("vpcEndpointId"));
    const isOfEndpoint = stack.refersTo(value, id, endpoint);
    return isOfEndpoint === true && !sure ? undefined : isOfEndpoint;
  });
  if (associations.includes(true)) return true;
  return own === undefined || associations.includes(undefined) ? undefined : false;
}
