import { mappedPorts } from "../../components/rules/portRange.js";
import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";
import type {
  BalancedInStack,
  NameInService,
  SrvRegistryInService,
} from "../views/serviceInStackView.js";
import type { TaskView } from "../views/taskView.js";

/**
 * A service names containers, ports and volumes that its task definition has, and target groups that its tasks can be in,
 * as far as those are of its stack: "The container name must be as it appears in a container definition. … when you create
 * any target groups for these services, you must choose `ip` as the target type. … Classic Load Balancers aren't supported"
 * (CreateService.loadBalancers, of tasks in mode awsvpc). A component judges that by its arguments.
 */
export const serviceWiringValid: Rule = {
  name: "service-wiring-valid",
  description: "Services fit their task definitions and target groups.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Have the service name what its task definition has, and give its target groups the kind of target that its network mode needs, and a listener.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
  sources: ["O12", "E3049"],
  parameters: {},
  serviceInStack(service, { check, forEach }) {
    const told = (reason: string | undefined) => reason && `${service.label}: ${reason}`;
    const task = () => service.task();
    forEach(service.balancers, (balancer) => {
      check(() => told(containerProblem(balancer, task())));
      check(() => told(portProblem(balancer, task())));
      check(() => told(targetProblem(balancer, task())));
      check(() => told(healthPortProblem(balancer, task())));
      check(() => told(reachProblem(balancer)));
      check(() => told(vpcProblem(balancer)));
    });
    forEach(service.connectPorts, (port) => {
      check(() => told(nameProblem(port, task(), "a name in 'portMappings'", portNames)));
    });
    forEach(service.registered, (name) => {
      check(() => told(nameProblem(name, task(), "a container", containerNames)));
    });
    forEach(service.volumes, (name) => {
      check(() => told(nameProblem(name, task(), "a volume", volumeNames)));
    });
    forEach(service.srvRegistries, (registry) => {
      check(() => told(srvProblem(registry, task())));
    });
  },
  launchInStack(launch, { check, forEach }) {
    forEach(
      () => (launch.tasks().length > 0 ? launch.overridden() : []),
      ({ path, name }) => {
        check(() => {
          const reason = nameProblem(
            { path, name: () => name },
            launch.tasks()[0],
            "a container",
            containerNames,
          );
          return reason && `${launch.label}: ${reason}`;
        });
      },
    );
  },
};

function containerNames(task: TaskView): string[] {
  return task.containers().map(({ outline }) => outline.name);
}

function portNames(task: TaskView): string[] {
  const ports = task.containers().flatMap(({ outline }) => outline.portMappings ?? []);
  return ports.flatMap(({ name }) => name ?? []);
}

function volumeNames(task: TaskView): string[] {
  return task.volumes().map(({ name }) => name);
}

/** A name that the task definition has to have. */
function nameProblem(
  named: NameInService,
  task: TaskView | undefined,
  what: string,
  namesOf: (task: TaskView) => string[],
): string | undefined {
  const given = named.name() ?? "";
  if (!task || given === "") return undefined;
  const { path } = named;
  const names = namesOf(task);
  if (names.includes(given)) return undefined;
  const remedy = names[0] === undefined ? "it has none" : `"${names[0]}" works`;
  return `'${path}' must be ${what} of task definition '${task.name}', got "${given}"; ${remedy}`;
}

/**
 * "If the task definition that your service task specifies uses the awsvpc network mode and a type SRV DNS record is used, you
 * must specify either a containerName and containerPort combination or a port value" (ServiceRegistry.port).
 */
function srvProblem(
  registry: SrvRegistryInService,
  task: TaskView | undefined,
): string | undefined {
  if (registry.hasPort() || task?.networkMode() !== "awsvpc") return undefined;
  return `'${registry.path}.port' must be given for the SRV records of discovery service '${registry.service}', got nothing; the port of the container works`;
}

function containerProblem(balancer: BalancedInStack, task: TaskView | undefined) {
  const name = { path: `${balancer.path}.containerName`, name: () => balancer.containerName() };
  return nameProblem(name, task, "a container", containerNames);
}

/** Nothing where the name is wrong, which is told apart from this. */
function containerOf(
  balancer: BalancedInStack,
  task: TaskView | undefined,
): ContainerView | undefined {
  const name = task && balancer.containerName();
  return task?.containers().find(({ outline }) => outline.name === name);
}

/** "The container app did not have a container port 8080 defined" (InvalidParameterException of CreateService). */
function portProblem(balancer: BalancedInStack, task: TaskView | undefined): string | undefined {
  const container = containerOf(balancer, task);
  const port = container && balancer.containerPort();
  if (!container || port === undefined) return undefined;
  const mappings = container.outline.portMappings ?? [];
  const ranges = mappings.map((mapping) => mappedPorts(mapping));
  if (ranges.some((range) => range && port >= range.first && port <= range.last)) return undefined;
  const [known] = mappings.flatMap(({ containerPort }) => containerPort ?? []);
  const remedy =
    known === undefined ? `map ${port} in its 'portMappings'` : `${known} works, which it maps`;
  return `'${balancer.path}.containerPort' must be a port that ${container.label} maps, got ${port}; ${remedy}`;
}

function targetProblem(balancer: BalancedInStack, task: TaskView | undefined): string | undefined {
  if (!task) return undefined;
  const mode = task.networkMode();
  if (balancer.isClassic()) {
    if (mode !== "awsvpc") return undefined;
    return `'${balancer.classicPath}' is not for tasks in network mode awsvpc, which classic load balancers cannot reach; 'targetGroupArn' works`;
  }
  const group = balancer.targetGroup();
  if (!group) return undefined;
  const works = mode === "awsvpc" ? "ip" : "instance";
  const got = group.targetType();
  if (got === works || mode === "none") return undefined;
  return `'targetType' of ${group.label} must be "${works}" for tasks in network mode ${mode}, got "${got}"; "${works}" works`;
}

/** A port that the instance chooses for each task is no port that all health checks could go to. */
function healthPortProblem(
  balancer: BalancedInStack,
  task: TaskView | undefined,
): string | undefined {
  if (!task || task.networkMode() !== "bridge") return undefined;
  const port = balancer.containerPort();
  const mapping = containerOf(balancer, task)?.outline.portMappings?.find(
    ({ containerPort }) => containerPort === port,
  );
  if (!mapping || (mapping.hostPort ?? 0) !== 0) return undefined;
  const group = balancer.targetGroup();
  const checked = group?.healthCheck.port ?? "traffic-port";
  if (!group || checked === "traffic-port") return undefined;
  return `'healthCheck.port' of ${group.label} must be "traffic-port", since each task has a port of its own on its instance, got "${checked}"; leave it out`;
}

/** "The target group … does not have an associated load balancer" (InvalidParameterException of CreateService). */
function reachProblem(balancer: BalancedInStack): string | undefined {
  const group = balancer.targetGroup();
  if (!group || balancer.isReached()) return undefined;
  return `${group.label} must have a load balancer before the service is made, got no listener and no rule that forwards to it; a Listener whose 'defaultActions' forward to it works, in the service's 'dependsOn'`;
}

/** Targets "must be in the same VPC as the target group" (the ELB guide on target groups, of IP addresses in VPCs). */
function vpcProblem(balancer: BalancedInStack): string | undefined {
  const group = balancer.targetGroup();
  const subnet = group && balancer.strangeSubnet();
  if (subnet === undefined) return undefined;
  return `'vpcId' of ${group?.label ?? ""} must be the VPC of the service's subnets, got another than that of subnet '${subnet}'; the subnet's works`;
}
