/** Services that a Fargate task calls before its program runs, each behind an interface endpoint of its own. */
const FARGATE_SERVICES = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"] as const;

/** An endpoint to make in a VPC. */
export interface VpcEndpointPlan {
  /** Last part of the endpoint's logical name. */
  part: string;
  /** Name of the service without its prefix, such as `ecr.api`. */
  service: string;
  type: "Gateway" | "Interface";
}

/**
 * The endpoints of a set. Image layers come from S3, whose gateway endpoint costs nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function vpcEndpointPlans(set: "none" | "gateway" | "fargate"): VpcEndpointPlan[] {
  if (set === "none") return [];
  const s3: VpcEndpointPlan = { part: "s3", service: "s3", type: "Gateway" };
  if (set === "gateway") return [s3];
  return [
    s3,
    ...FARGATE_SERVICES.map(
      (service): VpcEndpointPlan => ({
        part: service.replace(".", "-"),
        service,
        type: "Interface",
      }),
    ),
  ];
}
