import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import { field } from "../../argument/refField.js";
import type { TaskSecurityGroups } from "../../launch/taskSecurityGroups.js";
import type { ServiceConnectionArgs } from "../args/serviceDiscoveryArgs.js";
import { peerKey } from "../rules/peers/servicePeers.js";

/**
 * Lets a client in at its servers, by rules of the client's. The client's ECS service waits for them, and they wait for the
 * servers: what Service Connect tells the tasks of a client is what the namespace holds when they start.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export function serverRules(
  name: string,
  servers: readonly ServiceConnectionArgs[],
  { securityGroups, parent }: { securityGroups: TaskSecurityGroups; parent: pulumi.Resource },
): pulumi.Resource[] {
  return servers.flatMap((server) => {
    const { peer, service, port, protocol = "tcp" } = server;
    // A server's ARN comes when its deployment is complete. A description that is unknown for a while replaces nothing.
    const description = pulumi.output(field(service, "arn")).apply(() => `${name} to ${peer}`);
    return securityGroups.groups.map(
      ({ suffix, securityGroupId }) =>
        new SecurityGroupIngressRule(
          `${name}-to-${peerKey(server, servers)}${suffix}`,
          {
            securityGroupId: field(service, "securityGroupId"),
            referencedSecurityGroupId: securityGroupId,
            ipProtocol: protocol,
            fromPort: port,
            toPort: port,
            description,
          },
          { parent },
        ),
    );
  });
}
