import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { ignoresChangesOf } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { soleReferred } from "./referredResource.js";
import { VPC } from "./subnetView.js";
import { viewOf } from "./viewOf.js";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** An endpoint of a VPC with its VPC. */
export interface EndpointInStackView {
  /** How messages name it: `VPC endpoint 'logs'`. */
  readonly label: string;
  /** Whether the name of its service leads to it. @throws {UnknownLeaf} if that is not known. */
  hasPrivateDns(): boolean;
  /** Its VPC, where that is of this stack. */
  readonly vpc: VpcOfEndpoint | undefined;
}

/** The VPC of an endpoint. */
export interface VpcOfEndpoint {
  /** Logical name. */
  readonly name: string;
  /**
   * What the program says of an attribute that names of endpoints need; nothing where it does not say it, or somebody else
   * keeps it.
   *
   * @throws {UnknownLeaf} if it is not known.
   */
  says(attribute: DnsAttribute): boolean | undefined;
  /** Whether nobody has said that names are given, which AWS then does not. */
  hasNoHostnames(): boolean;
}

/** An attribute of a VPC that names of endpoints need. */
export type DnsAttribute = "enableDnsHostnames" | "enableDnsSupport";

/** A view of the endpoint that a resource is; nothing for any other resource. */
export const endpointInStackView = viewOf(
  ENDPOINT,
  (inputs, resource, stack: ReviewedStack): EndpointInStackView => {
    const vpc = soleReferred(stack, resource, inputs.get("vpcId"), VPC);
    return {
      label: `VPC endpoint '${resource.name}'`,
      hasPrivateDns: () => hasPrivateDns(resource),
      vpc: vpc && vpcOf(vpc),
    };
  },
);

function vpcOf(vpc: ReviewedResource): VpcOfEndpoint {
  const says = (attribute: DnsAttribute) =>
    ignoresChangesOf(vpc, attribute)
      ? undefined
      : Reader.of(vpc.properties).get(attribute).boolean();
  return {
    name: vpc.name,
    says,
    hasNoHostnames: () =>
      !ignoresChangesOf(vpc, "enableDnsHostnames") && says("enableDnsHostnames") === undefined,
  };
}

/** "Defaults to `false`" (the provider's `privateDnsEnabled`). */
export function hasPrivateDns(endpoint: ReviewedResource): boolean {
  return Reader.of(endpoint.properties).get("privateDnsEnabled").boolean() ?? false;
}

/** The one interface endpoint that a VPC surely has for a service; nothing where it has none, or several. */
export function interfaceEndpoint(
  stack: ReviewedStack,
  vpc: ReviewedResource,
  service: string,
): ReviewedResource | undefined {
  return stack.once(`interface endpoint of ${service} in ${vpc.urn}`, () => {
    const ofService = stack.referring(ENDPOINT, "vpcId", vpc).filter(({ value }) => {
      const name = serviceNameOf(value);
      const type = typeOf(value);
      return name === undefined || (name.endsWith(`.${service}`) && type !== "Gateway");
    });
    const [only, ...others] = ofService;
    const isCertain = only?.sure === true && serviceNameOf(only.value) !== undefined;
    return isCertain && others.length === 0 ? only.value : undefined;
  });
}

function serviceNameOf({ properties }: ReviewedResource): string | undefined {
  return whenKnown(() => Reader.of(properties).get("serviceName").string() ?? "");
}

function typeOf({ properties }: ReviewedResource): string | undefined {
  return whenKnown(() => Reader.of(properties).get("vpcEndpointType").string() ?? "Gateway");
}

/** Types of resources by which a VPC may have names of its own for what an endpoint serves. */
const OWN_NAMES = [
  "aws:route53/zone:Zone",
  "aws:route53/zoneAssociation:ZoneAssociation",
  "aws:route53/profilesAssociation:ProfilesAssociation",
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation",
];

/** Whether names in a stack's VPCs may lead elsewhere than AWS has them lead. */
export function hasOwnNames(stack: ReviewedStack): boolean {
  return stack.ofTypes(...OWN_NAMES).length > 0;
}
