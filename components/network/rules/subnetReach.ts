import { listedByAnd } from "../../rules/listInWords.js";

/** A route of a subnet's route table, as far as it says what tasks reach. */
export interface RouteOutline {
  /** Whether the route is for addresses of IPv6. */
  isForIpv6: boolean;
  /** Whether it leads to an internet gateway, which lets nothing pass that has no public address. */
  toInternetGateway: boolean;
  /** Whether it stays in the VPC. */
  isLocal: boolean;
}

/** Services that a task on Fargate calls to pull its image from ECR, by the last words of their names. */
export const IMAGE_SERVICES = ["ecr.api", "ecr.dkr", "s3"] as const;

/** Services that a task on Fargate calls before its program runs, when it writes its log to CloudWatch. */
export const NEEDED_SERVICES = [...IMAGE_SERVICES, "logs"] as const;

/** Whether a route leads out of the VPC for tasks without public addresses. */
function leadsOut({ isForIpv6, isLocal, toInternetGateway }: RouteOutline): boolean {
  // A task with an address of IPv6 passes an internet gateway.
  return !isLocal && (isForIpv6 || !toInternetGateway);
}

function serves(services: readonly string[], needed: string): boolean {
  return services.some((service) => service === needed || service.endsWith(`.${needed}`));
}

/** Whether tasks without public addresses cannot call a service of AWS from a subnet with these routes and endpoints. */
export function lacksService(
  routes: readonly RouteOutline[],
  services: readonly string[],
  needed: string,
): boolean {
  return !routes.some(leadsOut) && !serves(services, needed);
}

/**
 * Why tasks without public addresses could never start in a subnet that does not reach what they need.
 *
 * @param missing The services that they need and do not reach.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export function strandedReason(subnet: string, missing: readonly string[]): string {
  const services = listedByAnd(missing);
  const what = services === "logs" ? "write their log" : "pull their image";
  const endpoints = missing.length > 1 ? "endpoints" : "the endpoint";
  return `'subnets' must let tasks ${what}, got '${subnet}', whose routes lead to no NAT gateway and whose VPC lacks ${endpoints} of ${services}; a route to a NAT gateway works`;
}
