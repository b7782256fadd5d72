import { SecurityGroup, VpcEndpoint } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../aws/readAwsPlace.js";
import type { VpcEndpointChoice } from "./rules/vpcEndpointPlans.js";
import { endpointServiceName } from "../rules/awsPartition.js";
import { vpcEndpointPlans } from "./rules/vpcEndpointPlans.js";

/** Where endpoints are made. */
interface VpcEndpointsContext {
  vpcId: pulumi.Input<string>;
  cidrBlock: pulumi.Input<string>;
  privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Asked only where there is a gateway endpoint, whose routes go there. */
  routeTableIds: () => pulumi.Input<pulumi.Input<string>[]>;
  parent: pulumi.Resource;
}

/** Makes the endpoints that are chosen, which the whole VPC reaches on port 443. */
export function vpcEndpoints(
  name: string,
  choice: VpcEndpointChoice,
  context: VpcEndpointsContext,
): VpcEndpoint[] {
  const plans = vpcEndpointPlans(choice);
  if (plans.length === 0) return [];
  const { vpcId, privateSubnetIds, parent } = context;
  const { region } = readAwsPlace(parent);
  const byInterface = plans.some(({ type }) => type === "Interface");
  const securityGroupIds = byInterface ? [endpointSecurityGroup(name, context).id] : [];
  return plans.map(
    ({ part, service, type }) =>
      new VpcEndpoint(
        `${name}-${part}`,
        {
          vpcId,
          serviceName: region.apply((where) => endpointServiceName(service, where)),
          vpcEndpointType: type,
          ...(type === "Gateway"
            ? { routeTableIds: context.routeTableIds() }
            : {
                subnetIds: privateSubnetIds,
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
 * Ids of the prefix lists behind the gateway endpoints that are chosen, whose addresses lie outside of the VPC.
 *
 * @param endpoints What {@link vpcEndpoints} made of the same choice.
 */
export function gatewayPrefixListIds(
  choice: VpcEndpointChoice,
  endpoints: readonly VpcEndpoint[],
): pulumi.Output<string>[] {
  const plans = vpcEndpointPlans(choice);
  return endpoints
    .filter((_endpoint, i) => plans[i]?.type === "Gateway")
    .map(({ prefixListId }) => prefixListId);
}

/** Subnets that are known when the endpoints stand: tasks there are then also gone before the endpoints are. */
export function subnetsBehind(
  endpoints: readonly VpcEndpoint[],
  subnetIds: pulumi.Input<pulumi.Input<string>[]>,
): pulumi.Output<string[]> {
  return pulumi.all([subnetIds, pulumi.all(endpoints.map(({ id }) => id))]).apply(([ids]) => ids);
}

function endpointSecurityGroup(name: string, context: VpcEndpointsContext): SecurityGroup {
  return new SecurityGroup(
    `${name}-endpoints`,
    {
      vpcId: context.vpcId,
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
