/** What a deployment by CodeDeploy gives its new task set. */
export interface AppSpecSettings {
  /** ARN of the revision. */
  taskDefinition: string;
  containerName: string;
  containerPort: number;
  /** Nothing where tasks share the network of their instance. */
  networkConfiguration?:
    | {
        subnets: readonly string[];
        securityGroups: readonly string[];
        assignPublicIp: boolean;
      }
    | undefined;
  capacityProviderStrategies: readonly {
    capacityProvider: string;
    weight?: number | undefined;
    base?: number | undefined;
  }[];
}

/**
 * The AppSpec of a deployment, as JSON: the same text for the same settings, so that a change of it is a change of what
 * runs.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
export function appSpec(settings: AppSpecSettings): string {
  const { containerName, containerPort, networkConfiguration: network } = settings;
  const strategies = [...settings.capacityProviderStrategies].sort((a, b) =>
    a.capacityProvider < b.capacityProvider ? -1 : 1,
  );
  const properties = {
    TaskDefinition: settings.taskDefinition,
    LoadBalancerInfo: { ContainerName: containerName, ContainerPort: containerPort },
    ...(network && {
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: [...network.subnets].sort(),
          SecurityGroups: [...network.securityGroups].sort(),
          AssignPublicIp: network.assignPublicIp ? "ENABLED" : "DISABLED",
        },
      },
    }),
    CapacityProviderStrategy: strategies.map(({ capacityProvider, base = 0, weight = 0 }) => ({
      Base: base,
      CapacityProvider: capacityProvider,
      Weight: weight,
    })),
  };
  const service = { Type: "AWS::ECS::Service", Properties: properties };
  return JSON.stringify({ version: "0.0", Resources: [{ TargetService: service }] });
}
