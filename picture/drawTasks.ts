import { serviceCounts } from "../cost/serviceTasks.js";
import { UsageOfStack } from "../cost/usage.js";
import type { Reader } from "../policies/resource/reader.js";
import { whenReadable } from "../policies/resource/reader.js";
import { DEFINITION } from "../policies/views/definitionInStack.js";
import { drawTargetGroup } from "./drawBalancers.js";
import type { Subnets } from "./drawSubnets.js";
import type { Drawing, PictureNode } from "./picture.js";
import type { PicturedStack, StackPart } from "./picturedStack.js";
import { elementsOf, textOf } from "./picturedStack.js";

const SERVICE = "aws:ecs/service:Service";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";
const DEPLOYMENT_GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
/** Among others, what runs the tasks of our component `Task`. */
const DYNAMIC = "pulumi-nodejs:dynamic:Resource";
/** Services whose parts a plugin makes, which are not seen. */
const OF_PLUGINS = ["awsx:ecs:FargateService", "awsx:ecs:EC2Service"];

/** Tasks in a picture, and what else is to be drawn of them. */
export interface DrawnTasks {
  node: PictureNode;
  /** What runs them. */
  from: StackPart;
  definition: StackPart | undefined;
  /** Their security groups. */
  securityGroups: readonly Reader[];
  hasPublicAddress: boolean;
}

/** Services, schedules and single runs, with the tasks that they have. */
export function drawTasks(stack: PicturedStack, drawing: Drawing, subnets: Subnets): DrawnTasks[] {
  const draw = new TaskDrawing(stack, drawing, subnets);
  for (const { resource } of stack.of(...OF_PLUGINS)) {
    const details = ["made by a plugin, whose parts are not seen"];
    drawing.node(resource.urn, "tasks", `service ${resource.name}`, details);
  }
  return [
    ...stack.of(SERVICE).map((one) => draw.service(one)),
    ...stack.of(SCHEDULE).flatMap((one) => draw.schedule(one)),
    ...stack.of(EVENT_TARGET).flatMap((one) => draw.eventTarget(one)),
    ...stack.of(DYNAMIC).flatMap((one) => draw.singleRun(one)),
  ];
}

class TaskDrawing {
  private readonly usage = new UsageOfStack({}, "");

  constructor(
    private readonly stack: PicturedStack,
    private readonly drawing: Drawing,
    private readonly subnets: Subnets,
  ) {}

  service(from: StackPart): DrawnTasks {
    const { resource, inputs } = from;
    const title = `service ${resource.name}`;
    const node = this.drawing.node(resource.urn, "tasks", title, this.countOf(from));
    const tasks = this.tasksOf(from, node, inputs.get("taskDefinition"), inputs);
    for (const one of elementsOf(inputs.get("loadBalancers"))) {
      const alternate = one.get("advancedConfiguration").get("alternateTargetGroupArn");
      for (const arn of [one.get("targetGroupArn"), alternate]) this.balanced(from, arn, node);
    }
    this.shifted(from, node);
    return tasks;
  }

  /** The target groups between which CodeDeploy shifts a service's requests. */
  private shifted({ resource, inputs }: StackPart, node: PictureNode): void {
    const name = textOf(inputs.get("name")) ?? resource.id?.split("/").at(-1);
    if (name === undefined) return;
    for (const group of this.stack.of(DEPLOYMENT_GROUP)) {
      if (textOf(group.inputs.get("ecsService").get("serviceName")) !== name) continue;
      const pair = group.inputs.get("loadBalancerInfo").get("targetGroupPairInfo");
      for (const one of elementsOf(pair.get("targetGroups"))) {
        this.balanced(group, one.get("name"), node);
      }
    }
  }

  private balanced(from: StackPart, target: Reader, node: PictureNode): void {
    const group = drawTargetGroup(this.stack, this.drawing, from, target);
    if (!group) return;
    group.group ??= node.group;
    this.drawing.edge(group.id, node.id);
  }

  schedule(from: StackPart): DrawnTasks[] {
    const target = from.inputs.get("target");
    const parameters = target.get("ecsParameters");
    if (whenReadable(() => parameters.exists()) !== true) return [];
    const zone = textOf(from.inputs.get("scheduleExpressionTimezone"));
    const when = textOf(from.inputs.get("scheduleExpression"));
    const times = when === undefined ? [] : [zone === undefined ? when : `${when} ${zone}`];
    const { urn, name } = from.resource;
    this.drawing.node(urn, "schedule", `schedule ${name}`, times);
    return [this.started(from, urn, parameters)];
  }

  eventTarget(from: StackPart): DrawnTasks[] {
    const parameters = from.inputs.get("ecsTarget");
    if (whenReadable(() => parameters.exists()) !== true) return [];
    const rule = this.stack.named(from, from.inputs.get("rule"), EVENT_RULE);
    const when = rule && textOf(rule.inputs.get("scheduleExpression"));
    const { urn, name } = (rule ?? from).resource;
    this.drawing.node(urn, "schedule", `rule ${name}`, [when ?? "on an event"]);
    return [this.started(from, urn, parameters)];
  }

  singleRun(from: StackPart): DrawnTasks[] {
    const definition = from.inputs.get("taskDefinition");
    if (whenReadable(() => definition.isGiven()) !== true) return [];
    const { urn, name } = from.resource;
    const node = this.drawing.node(urn, "tasks", `task ${name}`, ["runs in an update"]);
    return [this.tasksOf(from, node, definition, from.inputs)];
  }

  /** The tasks that a schedule starts. */
  private started(from: StackPart, schedule: string, parameters: Reader): DrawnTasks {
    const definition = parameters.get("taskDefinitionArn");
    const found = this.stack.named(from, definition, DEFINITION);
    const title = `tasks of ${found?.resource.name ?? from.resource.name}`;
    const node = this.drawing.node(`${from.resource.urn}#tasks`, "tasks", title);
    const count = whenReadable(() => parameters.get("taskCount").number()) ?? 1;
    this.drawing.edge(schedule, node.id, `starts ${counted(count)}`);
    return this.tasksOf(from, node, definition, parameters);
  }

  private tasksOf(
    from: StackPart,
    node: PictureNode,
    definition: Reader,
    inputs: Reader,
  ): DrawnTasks {
    const network = inputs.get("networkConfiguration");
    const isPublic = whenReadable(() => network.get("assignPublicIp").boolean()) ?? false;
    node.group = this.subnets.groupOf(from, elementsOf(network.get("subnets")));
    if (isPublic) node.details.push("public addresses");
    return {
      node,
      from,
      definition: this.stack.named(from, definition, DEFINITION),
      securityGroups: elementsOf(network.get("securityGroups")),
      hasPublicAddress: isPublic,
    };
  }

  private countOf(service: StackPart): string[] {
    const read = this.stack.read(service);
    if (!read) return [];
    if (textOf(read.inputs.get("schedulingStrategy")) === "DAEMON") {
      return ["a task on each instance"];
    }
    const counts = whenReadable(() =>
      serviceCounts({ stack: this.stack.counted, usage: this.usage }, read),
    );
    if (!counts) return [];
    const { minimum, maximum } = counts;
    return [minimum === maximum ? counted(maximum) : `${minimum} to ${counted(maximum)}`];
  }
}

/** `1 task`, `2 tasks`. */
function counted(count: number): string {
  return `${count} task${count === 1 ? "" : "s"}`;
}
