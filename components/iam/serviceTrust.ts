/**
 * The trust policy of a role that a person passes to a service of AWS, as ECS documents it for its infrastructure roles
 * and hooks. A role can be passed within its own account alone, so that no other account could have the service use it.
 *
 * @param service Principal, such as `ecs.amazonaws.com`.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function serviceTrustPolicy(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
}
