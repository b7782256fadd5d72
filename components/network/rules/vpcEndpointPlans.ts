import type { Problem } from "../../rules/problem.js";
import { firstProblem } from "../../rules/problem.js";

/** Services that a Fargate task calls before its program runs, each behind an interface endpoint of its own. */
const FARGATE_SERVICES = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"] as const;

/** Services whose endpoint is an entry of route tables, which costs nothing. */
const GATEWAY_SERVICES = ["s3", "dynamodb"];

/** An endpoint to make in a VPC. */
export interface VpcEndpointPlan {
  /** Last part of the endpoint's logical name. */
  part: string;
  /** Name of the service without its prefix, such as `ecr.api`. */
  service: string;
  type: "Gateway" | "Interface";
}

/** Which endpoints a network is given: a set, and others by the names of their services. */
export interface VpcEndpointChoice {
  vpcEndpoints?: string | undefined;
  additionalVpcEndpoints?: readonly string[] | undefined;
}

/**
 * The endpoints that are chosen. Image layers come from S3, whose gateway endpoint costs nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function vpcEndpointPlans({
  vpcEndpoints: set = "none",
  additionalVpcEndpoints: additional = [],
}: VpcEndpointChoice): VpcEndpointPlan[] {
  return [...servicesOf(set), ...additional].map((service) => ({
    part: service.replaceAll(".", "-"),
    service,
    type: GATEWAY_SERVICES.includes(service) ? "Gateway" : "Interface",
  }));
}

function servicesOf(set: string): readonly string[] {
  if (set === "gateway") return ["s3"];
  return set === "fargate" ? ["s3", ...FARGATE_SERVICES] : [];
}

/**
 * Why the additional endpoints are none; nothing when they are. AWS takes one endpoint with private names for each service.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function additionalEndpointsProblem(choice: VpcEndpointChoice): Problem | undefined {
  const { vpcEndpoints = "none", additionalVpcEndpoints: additional = [] } = choice;
  const inSet = servicesOf(vpcEndpoints);
  return firstProblem(additional, (service, i) => {
    const path = `additionalVpcEndpoints[${i}]`;
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(service) || /amazonaws|^aws\./.test(service)) {
      const reason = `'${path}' must be the name of a service without its prefix and region, got ${JSON.stringify(service)}; "ssmmessages" works`;
      return { path, reason };
    }
    if (!inSet.includes(service) && additional.indexOf(service) === i) return undefined;
    const reason = `'${path}' names "${service}" once more, which has an endpoint${inSet.includes(service) ? ` by vpcEndpoints: "${vpcEndpoints}"` : ""}; leave it out`;
    return { path, reason };
  });
}
