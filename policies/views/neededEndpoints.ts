import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf, whenKnown } from "../resource/reviewedStack.js";
import { definitionOf } from "./definitionInStack.js";
import { interfaceEndpoint } from "./endpointInStackView.js";
import type { LaunchView } from "./launchView.js";
import { leadsNowhere, SUBNET, vpcOfSubnet } from "./subnetView.js";
import { writesToLogs } from "./taskView.js";

/** An interface endpoint that tasks need. */
export interface EndpointOfTasks {
  readonly endpoint: ReviewedResource;
  /** The last words of its service's name. */
  readonly service: string;
  /** The subnet that has no other way to the service. */
  readonly subnet: ReviewedResource;
}

/** The services that pulling an image from ECR calls by their own names; the layers come by S3, mostly by a gateway. */
const OF_IMAGES = ["ecr.api", "ecr.dkr"];

/** The endpoints that tasks without public addresses reach AWS by, from subnets that have no other way. */
export function neededEndpoints(
  launch: LaunchView,
  resource: ReviewedResource,
  stack: ReviewedStack,
): EndpointOfTasks[] {
  if (!launch.isOnFargate() || launch.assignsPublicIp()) return [];
  const { certain } = stack.referred(resource, idsOf(launch.subnets), SUBNET);
  const subnet = certain.find((one) => leadsNowhere(stack, one));
  const vpc = subnet && vpcOfSubnet(stack, subnet);
  if (!subnet || !vpc) return [];
  const task = whenKnown(() => definitionOf(resource, launch.taskDefinition, stack));
  const services = task && writesToLogs(task) ? [...OF_IMAGES, "logs"] : OF_IMAGES;
  return services.flatMap((service) => {
    const endpoint = interfaceEndpoint(stack, vpc, service);
    return endpoint ? [{ endpoint, service, subnet }] : [];
  });
}
