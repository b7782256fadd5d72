/** A service, as far as its use of capacity goes; ECS leaves fields out. */
export interface ServiceOnCapacity {
  serviceName?: string | undefined;
  status?: string | undefined;
  capacityProviderStrategy?: readonly ProviderName[] | undefined;
  deployments?: readonly CapacityShare[] | undefined;
  taskSets?: readonly CapacityShare[] | undefined;
}

interface ProviderName {
  capacityProvider: string | undefined;
}

interface CapacityShare {
  capacityProviderStrategy?: readonly ProviderName[] | undefined;
}

/** A task, as far as its use of capacity goes. */
export interface TaskOnCapacity {
  taskArn?: string | undefined;
  group?: string | undefined;
  capacityProviderName?: string | undefined;
}

/** Who uses a capacity provider. */
export interface CapacityUse {
  /** Names of the services that ask for it, and will until somebody changes them. */
  asking: string[];
  /** Names of the services that have tasks on it which are about to end. */
  leaving: string[];
  /** ARNs of the tasks on it that belong to no service. */
  tasks: string[];
}

/** Finds out who uses a capacity provider. */
export function capacityUse(
  provider: string,
  services: readonly ServiceOnCapacity[],
  tasks: readonly TaskOnCapacity[],
): CapacityUse {
  const on = (shares: readonly ProviderName[] | undefined): boolean =>
    shares?.some(({ capacityProvider }) => capacityProvider === provider) ?? false;
  const asks = (service: ServiceOnCapacity): boolean =>
    service.status === "ACTIVE" && on(service.capacityProviderStrategy);
  const asking = services.filter(asks).map(nameOf);
  const mine = tasks.filter(({ capacityProviderName }) => capacityProviderName === provider);
  const leaving = services.filter((service) => {
    const parts = [...(service.deployments ?? []), ...(service.taskSets ?? [])];
    return !asks(service) && parts.some((part) => on(part.capacityProviderStrategy));
  });
  const ofServices = mine.flatMap(({ group }) => serviceOfGroup(group));
  return {
    asking,
    leaving: [...new Set([...leaving.map(nameOf), ...ofServices])].filter(
      (name) => !asking.includes(name),
    ),
    tasks: mine.flatMap(({ group, taskArn }) =>
      serviceOfGroup(group).length > 0 || taskArn === undefined ? [] : [taskArn],
    ),
  };
}

/**
 * Why a capacity provider cannot be detached, and what helps.
 *
 * @param waitedSeconds How long it was waited for; nothing when waiting would not have helped.
 */
export function capacityInUseText(
  provider: string,
  use: CapacityUse,
  waitedSeconds?: number,
): string {
  const still = waitedSeconds === undefined ? "is in use" : `is in use after ${waitedSeconds} s`;
  const users = [
    ...use.asking.map((name) => `service "${name}" asks for it`),
    ...use.leaving.map((name) => `service "${name}" has tasks on it`),
    ...use.tasks.map((arn) => `task ${arn} runs on it`),
  ];
  const who = users.length > 0 ? users.join(", ") : "ECS does not say by whom";
  const help =
    use.asking.length > 0
      ? "give what asks for it other 'capacityProviderStrategies', then run the update again"
      : "run the update again when these tasks have ended";
  return `capacity provider "${provider}" ${still} and stays attached: ${who}; ${help}`;
}

function nameOf({ serviceName }: ServiceOnCapacity): string {
  return serviceName ?? "?";
}

/** The name of a task's service; a task of none has another group. */
function serviceOfGroup(group = ""): string[] {
  return group.startsWith("service:") ? [group.slice("service:".length)] : [];
}
