/**
 * What rules call a property by the name that one of its forms has, as the other forms have it: rules that our components share
 * speak of the components' arguments, and those of resources alone of the resource's properties. By types, and by the
 * names that messages have.
 */
const PROPERTY_NAMES: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  "aws:ecs/service:Service": namesOf({
    minimumHealthyPercent: "deploymentMinimumHealthyPercent",
    maximumPercent: "deploymentMaximumPercent",
    circuitBreaker: "deploymentCircuitBreaker.enable",
    circuitBreakerRollback: "deploymentCircuitBreaker.rollback",
    spotAboveTasks: "capacityProviderStrategies",
  }),
  "aws:ecs/taskDefinition:TaskDefinition": namesOf({
    containers: "containerDefinitions",
    architecture: "runtimePlatform.cpuArchitecture",
    ephemeralStorageGiB: "ephemeralStorage.sizeInGib",
    gpuCount: "resourceRequirements",
    "capabilities.add": "linuxParameters.capabilities.add",
    efs: "efsVolumeConfiguration",
    s3Files: "s3filesVolumeConfiguration",
    ebs: "configureAtLaunch",
    fsxWindowsFileServer: "fsxWindowsFileServerVolumeConfiguration",
    docker: "dockerVolumeConfiguration",
  }),
  "slipway:index:TaskDefinition": namesOf({
    containerDefinitions: "containers",
    resourceRequirements: "gpuCount",
    "linuxParameters.capabilities.add": "capabilities.add",
    "linuxParameters.initProcessEnabled": "initProcessEnabled",
  }),
  "slipway:index:Service": namesOf({
    circuitBreaker: "deployment.circuitBreaker",
    circuitBreakerRollback: "deployment.circuitBreakerRollback",
    availabilityZoneRebalancing: "deployment.availabilityZoneRebalancing",
  }),
};

function namesOf(names: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names));
}

/** A text in which properties stand in quotes, with the names that resources of a type have for them. */
export function inNamesOf(type: string, text: string): string {
  const names = PROPERTY_NAMES[type];
  if (names === undefined) return text;
  return text.replace(PROPERTY_IN_QUOTES, (whole, name: string) => {
    const own = names.get(name);
    return own === undefined ? whole : `'${own}'`;
  });
}

/**
 * A word in quotes that may be a property: what stands behind one of these nouns is the name that the program gave to such a
 * thing, as in `container 'docker'`.
 */
const PROPERTY_IN_QUOTES =
  /(?<!\b(?:argument|container|definition|image|label|option|provider|schedule|service|setting|target|task set|variable|volume) )'([A-Za-z][\w.]*)'/g;
