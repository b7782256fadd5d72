/** What a run changes in one container of its task definition. */
export interface ContainerOverride {
  name: string;
  command?: readonly string[] | undefined;
  environment?: Readonly<Record<string, string>> | undefined;
}

/** Which container a run changes. */
export interface OverrideTarget {
  /** What the program says; nothing for the only one. */
  container?: string | undefined;
  /** Whether the run changes anything. */
  changes: boolean;
  containers: readonly { name: string }[];
}

/** Most characters of the overrides of a run, as JSON. */
const LONGEST = 8192;

/** Why a run could not tell which container it changes; nothing when it can. */
export function overrideTargetProblem({
  container,
  changes,
  containers,
}: OverrideTarget): { path: string; reason: string } | undefined {
  const names = containers.map(({ name }) => name);
  if (container !== undefined && !names.includes(container)) {
    const reason = `'container' must be a container of the task definition, got "${container}"; it has ${names.join(", ")}`;
    return { path: "container", reason };
  }
  if (!changes || container !== undefined || names.length === 1) return undefined;
  const reason = `'container' must name one of the task definition's containers, got nothing; it has ${names.join(", ")}`;
  return { path: "container", reason };
}

/** Name of the container that a run changes. */
export function overriddenContainer({ container, containers }: OverrideTarget): string {
  return container ?? containers[0]?.name ?? "";
}

/**
 * The overrides of a run as ECS takes them. Variables are in the order of their names: the order in the program makes
 * no difference to a run, and so none to the result.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
 */
export function containerOverrides({ name, command, environment }: ContainerOverride) {
  const variables = Object.entries(environment ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    {
      name,
      ...(command && { command: [...command] }),
      ...(variables.length > 0 && {
        environment: variables.map(([variable, value]) => ({ name: variable, value })),
      }),
    },
  ];
}

/**
 * What is said of a secret that a run's overrides would show as plain text. Its value is not told.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
 */
export function plainOverrideProblem(argument: string, variable?: string) {
  const where = variable === undefined ? "" : ` in '${variable}'`;
  const path = variable === undefined ? argument : `${argument}.${variable}`;
  const reason = `'${argument}' must hold no secret, which all who may describe the task would read, got one${where}; keep it in SSM or Secrets Manager and name it in 'secrets' of the task definition's container`;
  return { path, reason };
}

/**
 * Why ECS would refuse the overrides of a run; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 */
export function overrideSizeProblem(
  override: ContainerOverride,
): { path: string; reason: string } | undefined {
  const length = JSON.stringify({ containerOverrides: containerOverrides(override) }).length;
  if (length <= LONGEST) return undefined;
  const reason = `'command' and 'environment' must have at most ${LONGEST} characters together as JSON, got ${length}; put the rest into the task definition`;
  return { path: "environment", reason };
}
