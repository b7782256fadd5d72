import * as pulumi from "@pulumi/pulumi";
import { NatGateways } from "slipway";

/** What differs between the environments: `Pulumi.<stack>.yaml`. */
export interface PlatformConfig {
  /** IPv4 range of the VPC. */
  cidrBlock: string;
  /** Availability zones, 2 or 3. */
  availabilityZoneCount: number;
  natGateways: NatGateways;
  /** IPv4 ranges that may connect to the load balancer. */
  ingressCidrBlocks: string[];
  /** ACM certificate of the load balancer; without one it speaks HTTP. */
  certificateArn: string | undefined;
  /** Whether the load balancer refuses to be deleted. */
  deletionProtection: boolean;
  /** Share of tasks that run on Fargate Spot, 0 to 100. */
  spotPercent: number;
}

/** Reads this stack's configuration. */
export function platformConfig(): PlatformConfig {
  const config = new pulumi.Config();
  return {
    cidrBlock: config.get("cidrBlock") ?? "10.0.0.0/16",
    availabilityZoneCount: config.getNumber("availabilityZoneCount") ?? 2,
    natGateways:
      config.get<NatGateways>("natGateways", {
        allowedValues: Object.values(NatGateways),
      }) ?? NatGateways.Single,
    ingressCidrBlocks: config.getObject<string[]>("ingressCidrBlocks") ?? [],
    certificateArn: config.get("certificateArn"),
    deletionProtection: config.getBoolean("deletionProtection") ?? true,
    spotPercent: config.getNumber("spotPercent", { min: 0, max: 100 }) ?? 0,
  };
}
