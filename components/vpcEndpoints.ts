import { SecurityGroup, VpcEndpoint } from "@pulumi/aws/ec2";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import type { Vpc } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";

import { vpcEndpointPlans } from "./network/vpcEndpoints.js";
import type { VpcEndpoints } from "./networkArgs.js";

/** Where endpoints are made. */
interface VpcEndpointsContext {
  vpc: Vpc;
  cidrBlock: string;
  parent: pulumi.Resource;
}

/** Makes the endpoints of a set, which the whole VPC reaches on port 443. */
export function vpcEndpoints(
  name: string,
  set: VpcEndpoints,
  context: VpcEndpointsContext,
): VpcEndpoint[] {
  const plans = vpcEndpointPlans(set);
  if (plans.length === 0) return [];
  const { vpc, parent } = context;
  const routeTableIds = vpc.routeTables.apply((tables) => pulumi.all(tables.map(({ id }) => id)));
  const region = getRegionOutput({}, { parent }).region;
  const byInterface = plans.some(({ type }) => type === "Interface");
  const securityGroupIds = byInterface ? [endpointSecurityGroup(name, context).id] : [];
  return plans.map(
    ({ part, service, type }) =>
      new VpcEndpoint(
        `${name}-${part}`,
        {
          vpcId: vpc.vpcId,
          serviceName: region.apply((where) => `com.amazonaws.${where}.${service}`),
          vpcEndpointType: type,
          ...(type === "Gateway"
            ? { routeTableIds }
            : {
                subnetIds: vpc.privateSubnetIds,
                securityGroupIds,
                // Programs and ECS keep calling the service by its usual name.
                privateDnsEnabled: true,
              }),
        },
        { parent },
      ),
  );
}

/**
 * Ids of the prefix lists behind the gateway endpoints of a set, whose addresses lie outside of the VPC.
 *
 * @param endpoints What {@link vpcEndpoints} made of the same set.
 */
export function gatewayPrefixListIds(
  set: VpcEndpoints,
  endpoints: readonly VpcEndpoint[],
): pulumi.Output<string>[] {
  const plans = vpcEndpointPlans(set);
  return endpoints
    .filter((_endpoint, i) => plans[i]?.type === "Gateway")
    .map(({ prefixListId }) => prefixListId);
}

function endpointSecurityGroup(name: string, context: VpcEndpointsContext): SecurityGroup {
  return new SecurityGroup(
    `${name}-endpoints`,
    {
      vpcId: context.vpc.vpcId,
      description: `VPC endpoints of ${name}`,
      ingress: [
        {
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrBlocks: [context.cidrBlock],
          description: "The VPC",
        },
      ],
    },
    { parent: context.parent },
  );
}
