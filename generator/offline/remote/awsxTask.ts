import { serviceTrustPolicy } from "../../../components/rules/policyDocument.js";
import { cheapestFargateSize } from "../../../components/taskDefinition/rules/fargateSize.js";
import { isMap } from "../../project/findProject.js";
import type { PropertyMap } from "../wireValue.js";
import type { RemoteChild, RemotePlace } from "./remoteChild.js";
import { UNKNOWN, without } from "./remoteChild.js";

/** A container that is given by itself, without a name. */
const ONLY_CONTAINER = "container";

/** The trust that awsx gives the roles that it makes. */
const TASK_TRUST = serviceTrustPolicy("ecs-tasks.amazonaws.com");

/** CPU units of the first size whose memory comes in steps that awsx does not know. */
const FIRST_OF_OTHER_STEPS = 8192;

const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

/**
 * What awsx makes of the arguments of a task definition: roles, a log group, and the task definition, which is the first.
 *
 * @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ecs/fargateTaskDefinition.ts
 */
export function taskDefinition(
  launchType: "FARGATE" | "EC2",
  args: PropertyMap,
  { name, region }: RemotePlace,
): [RemoteChild, ...RemoteChild[]] {
  const given = without(args, "container", "containers", "executionRole", "taskRole", "logGroup");
  const onFargate = launchType === "FARGATE";
  const containers = containersOf(args);
  const logs = logGroup(args.logGroup, { name, region });
  const task = role(args.taskRole, `${name}-task`, []);
  const execution = role(args.executionRole, `${name}-execution`, [EXECUTION_POLICY]);
  const inputs = {
    family: name,
    networkMode: "awsvpc",
    ...(onFargate && sizeFor(containers)),
    ...given,
    requiresCompatibilities: [launchType],
    ...(onFargate && { networkMode: "awsvpc" }),
    executionRoleArn: execution.arn,
    taskRoleArn: task.arn,
    containerDefinitions: containerDefinitions(containers, logs.options),
  };
  const definition: RemoteChild = {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name,
    inputs,
    refersTo: {
      executionRoleArn: execution.children.slice(0, 1),
      taskRoleArn: task.children.slice(0, 1),
      containerDefinitions: logs.children,
    },
  };
  return [definition, ...logs.children, ...task.children, ...execution.children];
}

/**
 * The load balancers of a service, which awsx takes from the target groups of port mappings; unknown where the containers are.
 */
export function loadBalancersOf(args: PropertyMap): unknown {
  const containers = containersOf(args);
  if (!isMap(containers)) return UNKNOWN;
  return Object.entries(containers).flatMap(([containerName, container]) =>
    portsOf(container).flatMap((port) =>
      port.targetGroup === undefined
        ? []
        : [
            {
              targetGroupArn: UNKNOWN,
              containerName,
              containerPort: port.containerPort ?? UNKNOWN,
            },
          ],
    ),
  );
}

/** Containers by their names; what is not known as it is. */
function containersOf({ container, containers }: PropertyMap): unknown {
  if (container === undefined) return containers;
  if (!isMap(container)) return UNKNOWN;
  const { name = ONLY_CONTAINER } = container;
  return typeof name === "string" ? { [name]: container } : UNKNOWN;
}

/** The cheapest size with room for the containers; unknown where they are, and where awsx takes sizes that Fargate lacks. */
function sizeFor(containers: unknown): { cpu: unknown; memory: unknown } {
  const unknown = { cpu: UNKNOWN, memory: UNKNOWN };
  if (!isMap(containers)) return unknown;
  const needs = { cpu: 0, memory: 0 };
  for (const container of Object.values(containers)) {
    const { cpu = 0, memory = 0, memoryReservation } = isMap(container) ? container : {};
    if (typeof cpu !== "number" || typeof memory !== "number") return unknown;
    if (memoryReservation !== undefined) return unknown;
    needs.cpu += cpu;
    needs.memory += memory;
  }
  const size = cheapestFargateSize(needs);
  if (size === undefined || size.cpu >= FIRST_OF_OTHER_STEPS) return unknown;
  return { cpu: String(size.cpu), memory: String(size.memory) };
}

function portsOf(container: unknown): PropertyMap[] {
  if (!isMap(container) || !Array.isArray(container.portMappings)) return [];
  return container.portMappings.filter(isMap);
}

/** The text of JSON that the plugin makes. Marks of secrets and unknown values within it stay as they are. */
function containerDefinitions(containers: unknown, log: PropertyMap | undefined): string {
  if (!isMap(containers)) return UNKNOWN;
  const named = Object.entries(containers).map(([name, container]) =>
    isMap(container)
      ? {
          ...(log && {
            logConfiguration: {
              logDriver: "awslogs",
              options: { ...log, "awslogs-stream-prefix": name },
            },
          }),
          ...container,
          name,
          portMappings: portMappings(container),
        }
      : container,
  );
  return JSON.stringify(named);
}

/** A target group in a port mapping is for the service, and gives the port where none is. */
function portMappings(container: PropertyMap): unknown {
  if (!Array.isArray(container.portMappings)) return container.portMappings;
  return container.portMappings.map((port: unknown) => {
    if (!isMap(port)) return port;
    const { targetGroup, ...own } = port;
    if (own.containerPortRange !== undefined) return own;
    if (targetGroup !== undefined) return { ...own, containerPort: own.containerPort ?? UNKNOWN };
    return {
      ...own,
      containerPort: own.containerPort ?? own.hostPort,
      hostPort: own.hostPort ?? own.containerPort,
    };
  });
}

/** The log group of the containers that have no other log, with the options that name it; none where it is skipped. */
function logGroup(
  given: unknown,
  { name, region }: RemotePlace,
): { options?: PropertyMap; children: RemoteChild[] } {
  const { skip, existing, args } = isMap(given) ? given : {};
  const optionsOf = (group: unknown, at: unknown = region) => ({
    "awslogs-group": group,
    "awslogs-region": at,
  });
  if (skip === true) return { children: [] };
  if (isMap(existing)) {
    return { options: optionsOf(existing.name ?? UNKNOWN, existing.region), children: [] };
  }
  // The provider puts seven digits behind the name that it is given.
  const inputs = { name: `${name}-0000000`, ...(isMap(args) ? args : {}) };
  const child = { type: "aws:cloudwatch/logGroup:LogGroup", name, inputs };
  return { options: optionsOf(inputs.name), children: [child] };
}

/** A role with its policies, the role first; none where it is skipped or given. */
function role(
  given: unknown,
  name: string,
  usual: readonly string[],
): { arn?: unknown; children: RemoteChild[] } {
  const { skip, roleArn, args } = isMap(given) ? given : {};
  if (skip === true) return { children: [] };
  if (roleArn !== undefined) return { arn: roleArn, children: [] };
  const { policyArns = usual, ...own } = isMap(args) ? args : {};
  const made: RemoteChild = {
    type: "aws:iam/role:Role",
    name,
    inputs: { assumeRolePolicy: TASK_TRUST, ...own },
  };
  const arns: unknown[] = Array.isArray(policyArns) ? policyArns : [UNKNOWN];
  const attachments = arns.map(
    (policyArn, i): RemoteChild => ({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: `${name}-${i}`,
      inputs: { role: UNKNOWN, policyArn },
      refersTo: { role: [made] },
    }),
  );
  return { arn: UNKNOWN, children: [made, ...attachments] };
}
