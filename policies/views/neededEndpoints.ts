import { isOfEcr } from "../../components/image/rules/imageReference.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf, whenKnown } from "../resource/reviewedStack.js";
import { interfaceEndpoint } from "./endpointInStackView.js";
import type { LaunchView } from "./launchView.js";
import { leadsNowhere, SUBNET, vpcOfSubnet } from "./subnetView.js";
import type { TaskView } from "./taskView.js";
import { writesToLogs } from "./taskView.js";

/** What starts tasks, in its stack. */
export interface LaunchInStack {
  readonly launch: LaunchView;
  readonly resource: ReviewedResource;
  readonly stack: ReviewedStack;
  /** The task definition that it runs, where that is of the stack, and known. */
  readonly task: () => TaskView | undefined;
}

/** An interface endpoint that tasks need. */
export interface EndpointOfTasks {
  readonly endpoint: ReviewedResource;
  /** The last words of its service's name. */
  readonly service: string;
  /** The subnet that has no other way to the service. */
  readonly subnet: ReviewedResource;
}

/** Gives an endpoint further groups, which are not looked into. */
const ASSOCIATION = "aws:ec2/securityGroupAssociation:SecurityGroupAssociation";

/** Whether an image is known that is not of ECR, and none that is: another registry may stand in the VPC. */
function pullsElsewhere(task: TaskView): boolean {
  const images = whenKnown(() => task.containers().map((container) => container.image())) ?? [];
  return images.length > 0 && images.every((image) => image !== undefined && !isOfEcr(image));
}

/** The services that pulling an image from ECR calls by their own names; the layers come by S3, mostly by a gateway. */
const OF_IMAGES = ["ecr.api", "ecr.dkr"];

/** The endpoints that tasks without public addresses reach AWS by, from subnets that have no other way. */
export function neededEndpoints({
  launch,
  resource,
  stack,
  task: taskOf,
}: LaunchInStack): EndpointOfTasks[] {
  if (!launch.isOnFargate() || launch.assignsPublicIp()) return [];
  if (stack.ofTypes(ASSOCIATION).length > 0) return [];
  const { certain } = stack.referred(resource, idsOf(launch.subnets), SUBNET);
  const subnet = certain.find((one) => leadsNowhere(stack, one));
  const vpc = subnet && vpcOfSubnet(stack, subnet);
  if (!subnet || !vpc) return [];
  const task = taskOf();
  const services = [
    ...(task && pullsElsewhere(task) ? [] : OF_IMAGES),
    ...(task && writesToLogs(task) ? ["logs"] : []),
  ];
  return services.flatMap((service) => {
    const endpoint = interfaceEndpoint(stack, vpc, service);
    return endpoint ? [{ endpoint, service, subnet }] : [];
  });
}
