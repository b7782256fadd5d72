import type { Inputs } from "./apiRequest.js";
import { optional, renamed } from "./apiRequest.js";

const NAMES = {
  name: "serviceName",
  capacityProviderStrategies: "capacityProviderStrategy",
  enableEcsManagedTags: "enableECSManagedTags",
  orderedPlacementStrategies: "placementStrategy",
};

/** Inputs that tell the provider, not ECS, what to do. */
const OF_THE_PROVIDER = [
  "waitForSteadyState",
  "forceNewDeployment",
  "forceDelete",
  "sigintRollback",
  "triggers",
  "region",
];

/** `CreateService` as the provider makes it of a service's inputs. */
export function ecsServiceRequest(inputs: Inputs): Inputs {
  const {
    deploymentMaximumPercent,
    deploymentMinimumHealthyPercent,
    deploymentCircuitBreaker,
    deploymentConfiguration,
    alarms,
    networkConfiguration,
    serviceConnectConfiguration,
    serviceRegistries,
    volumeConfiguration,
    ...rest
  } = inputs;
  const sent = Object.entries(rest).filter(([key]) => !OF_THE_PROVIDER.includes(key));
  return {
    ...renamed(Object.fromEntries(sent), NAMES),
    deploymentConfiguration: {
      ...optional("maximumPercent", deploymentMaximumPercent),
      ...(deploymentMinimumHealthyPercent !== undefined && {
        minimumHealthyPercent: deploymentMinimumHealthyPercent,
      }),
      ...optional("deploymentCircuitBreaker", deploymentCircuitBreaker),
      ...optional("alarms", alarms),
      ...strategy((deploymentConfiguration ?? {}) as Inputs),
    },
    ...optional(
      "networkConfiguration",
      networkConfiguration && network(networkConfiguration as Inputs),
    ),
    ...optional(
      "serviceConnectConfiguration",
      serviceConnectConfiguration && connect(serviceConnectConfiguration as Inputs),
    ),
    ...optional("serviceRegistries", serviceRegistries && [serviceRegistries]),
    ...optional(
      "volumeConfigurations",
      volumeConfiguration && [volume(volumeConfiguration as Inputs)],
    ),
  };
}

function connect({ services, ...rest }: Inputs): Inputs {
  const ports = (services as Inputs[] | undefined)?.map(({ clientAlias, ...port }) => ({
    ...port,
    clientAliases: (clientAlias as Inputs[]).map(({ testTrafficRules, ...alias }) => ({
      ...alias,
      // AWS takes one set of rules, the provider a list with one.
      ...optional("testTrafficRules", (testTrafficRules as Inputs[] | undefined)?.[0]),
    })),
  }));
  return { ...rest, ...optional("services", ports) };
}

function volume({ name, managedEbsVolume }: Inputs): Inputs {
  const names = { sizeInGb: "sizeInGiB", fileSystemType: "filesystemType" };
  return { name, managedEBSVolume: renamed(managedEbsVolume as Inputs, names) };
}

/** The provider takes minutes as texts. */
function strategy(configuration: Inputs): Inputs {
  const text = JSON.stringify(configuration, (key, value: unknown) =>
    key.endsWith("InMinutes") ? Number(value) : value,
  );
  return JSON.parse(text) as Inputs;
}

function network({ assignPublicIp, ...rest }: Inputs): Inputs {
  return {
    awsvpcConfiguration: {
      ...rest,
      assignPublicIp: assignPublicIp === true ? "ENABLED" : "DISABLED",
    },
  };
}

/** `CreateTaskSet` as the provider makes it of a task set's inputs. */
export function taskSetRequest(inputs: Inputs): Inputs {
  const { networkConfiguration, ...rest } = inputs;
  const sent = Object.entries(rest).filter(
    ([key]) => !["forceDelete", "waitUntilStable", "waitUntilStableTimeout"].includes(key),
  );
  return {
    ...renamed(Object.fromEntries(sent), NAMES),
    ...optional(
      "networkConfiguration",
      networkConfiguration && network(networkConfiguration as Inputs),
    ),
  };
}
