import * as pulumi from "@pulumi/pulumi";
import { NatGateways } from "slipway";

/** What the stacks set, in `Pulumi.<stack>.yaml`; `Pulumi.yaml` has the defaults. */
export interface PlatformConfig {
  cidrBlock: string;
  availabilityZoneCount: number;
  natGateways: NatGateways;
  /** Domain of the load balancer with the zone that holds it; without one it is internal. */
  domain: { name: string; zoneId: string } | undefined;
  ingressCidrBlocks: string[];
  deletionProtection: boolean;
  spotPercent: number;
  /** Policy that bounds the roles of the stack; none without it. */
  permissionsBoundaryArn: string | undefined;
}

/**
 * Reads and checks the stack's configuration.
 *
 * @throws {pulumi.RunError} naming the key, if a value is missing or out of range.
 */
export function platformConfig(): PlatformConfig {
  const config = new pulumi.Config();
  const name = config.get("domain") ?? "";
  const zoneId = config.get("zoneId") ?? "";
  if ((name === "") !== (zoneId === "")) {
    throw new pulumi.RunError("'domain' and 'zoneId' must be set together: a certificate is proved by records in its zone");
  }
  return {
    cidrBlock: config.require("cidrBlock"),
    availabilityZoneCount: config.requireNumber("availabilityZoneCount", { min: 2, max: 3 }),
    natGateways: config.require<NatGateways>("natGateways", { allowedValues: Object.values(NatGateways) }),
    domain: name === "" ? undefined : { name, zoneId },
    ingressCidrBlocks: config.requireObject<string[]>("ingressCidrBlocks"),
    deletionProtection: config.requireBoolean("deletionProtection"),
    spotPercent: config.requireNumber("spotPercent", { min: 0, max: 100 }),
    permissionsBoundaryArn: config.get("permissionsBoundaryArn") || undefined,
  };
}
