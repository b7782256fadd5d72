import type { Reader } from "../policies/resource/reader.js";
import { whenReadable } from "../policies/resource/reader.js";
import { isAllowed, ROLE } from "../policies/views/roleGrants.js";
import type { DrawnTasks } from "./drawTasks.js";
import type { Drawing } from "./picture.js";
import type { PicturedStack, StackPart } from "./picturedStack.js";
import { elementsOf, textOf } from "./picturedStack.js";

const QUEUE = "aws:sqs/queue:Queue";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const SECRETS: Readonly<Record<string, string>> = {
  "aws:secretsmanager/secret:Secret": "secret",
  "aws:ssm/parameter:Parameter": "parameter",
};
const FILES = "aws:efs/fileSystem:FileSystem";

/** How many names of variables an edge has. */
const MOST_NAMES = 3;

/** Secrets that tasks are given, file systems that they mount, queues that they read and write. */
export function drawNeeds(
  stack: PicturedStack,
  drawing: Drawing,
  all: readonly DrawnTasks[],
): void {
  const queues = stack.of(QUEUE);
  for (const { resource } of queues) {
    drawing.node(resource.urn, "queue", `queue ${resource.name}`);
  }
  for (const queue of queues) drawDeadLetters(stack, drawing, queue);
  for (const schedule of stack.of(SCHEDULE)) {
    const arn = schedule.inputs.get("target").get("deadLetterConfig").get("arn");
    const queue = stack.named(schedule, arn, QUEUE);
    if (queue && drawing.find(schedule.resource.urn)) {
      drawing.edge(schedule.resource.urn, queue.resource.urn, "starts that fail");
    }
  }
  for (const tasks of all) {
    drawSecrets(stack, drawing, tasks);
    drawFiles(stack, drawing, tasks);
    drawMessages(stack, drawing, tasks, queues);
  }
}

function drawDeadLetters(stack: PicturedStack, drawing: Drawing, queue: StackPart): void {
  const redrive = whenReadable(() => queue.inputs.get("redrivePolicy").json());
  const arn = redrive && textOf(redrive.get("deadLetterTargetArn"));
  const dead = arn === undefined ? undefined : stack.called(queue, arn, QUEUE);
  if (!redrive || !dead) return;
  const most = textOf(redrive.get("maxReceiveCount"));
  const label = most === undefined ? "failed" : `failed ${most} times`;
  drawing.edge(queue.resource.urn, dead.resource.urn, label);
}

function drawSecrets(
  stack: PicturedStack,
  drawing: Drawing,
  { node, definition }: DrawnTasks,
): void {
  if (!definition) return;
  const containers = whenReadable(() =>
    definition.inputs.get("containerDefinitions").json().list(),
  );
  if (!containers) {
    node.details.push("its containers are not known yet");
    return;
  }
  const names = new Map<string, Set<string>>();
  for (const secret of containers.flatMap((one) => elementsOf(one.get("secrets")))) {
    const id = drawSecret(stack, drawing, definition, secret.get("valueFrom"));
    if (id === undefined) continue;
    const variables = names.get(id) ?? new Set();
    names.set(id, variables.add(textOf(secret.get("name")) ?? ""));
  }
  for (const [id, variables] of names) {
    const few = [...variables].sort().slice(0, MOST_NAMES).join(", ");
    const rest = variables.size - MOST_NAMES;
    drawing.edge(node.id, id, rest > 0 ? `${few} and ${rest} more` : few);
  }
}

/** By the resource of the stack, or else by the name in its ARN. */
function drawSecret(
  stack: PicturedStack,
  drawing: Drawing,
  definition: StackPart,
  leaf: Reader,
): string | undefined {
  const text = textOf(leaf);
  if (text === undefined || text === "") return undefined;
  // Behind the ARN of a secret may be a key of its JSON, a stage and a version.
  const arn = text.split(":").slice(0, 7).join(":");
  const own = stack.called(definition, arn, ...Object.keys(SECRETS));
  if (own) {
    const { urn, type, name } = own.resource;
    drawing.node(urn, "secret", `${SECRETS[type] ?? "secret"} ${name}`);
    return urn;
  }
  const secret = /:secret:(.+?)(?:-\w{6})?$/.exec(arn)?.[1];
  const parameter = /:parameter(\/.+)$/.exec(arn)?.[1] ?? arn;
  const title = secret === undefined ? `parameter ${parameter}` : `secret ${secret}`;
  drawing.node(arn, "secret", title, ["not of this stack"]);
  return arn;
}

function drawFiles(stack: PicturedStack, drawing: Drawing, { node, definition }: DrawnTasks): void {
  if (!definition) return;
  for (const volume of elementsOf(definition.inputs.get("volumes"))) {
    const id = volume.get("efsVolumeConfiguration").get("fileSystemId");
    const key = stack.keyOf(definition, id, FILES);
    if (key === undefined) continue;
    const name = stack.named(definition, id, FILES)?.resource.name;
    const title = name === undefined ? "files of another stack" : `files ${name}`;
    drawing.node(key, "store", title);
    drawing.edge(node.id, key, `mounts ${textOf(volume.get("name")) ?? "it"}`);
  }
}

/** Told by what their role lets them do: who may receive from a queue, reads it. */
function drawMessages(
  stack: PicturedStack,
  drawing: Drawing,
  { node, definition }: DrawnTasks,
  queues: readonly StackPart[],
): void {
  const role = definition && stack.named(definition, definition.inputs.get("taskRoleArn"), ROLE);
  if (!role) return;
  for (const { resource } of queues) {
    const may = (action: string) =>
      resource.arn !== undefined &&
      whenReadable(() => isAllowed(role.resource, stack.reviewed, action, resource.arn)) === true;
    if (may("sqs:ReceiveMessage")) drawing.edge(resource.urn, node.id, "messages");
    if (may("sqs:SendMessage")) drawing.edge(node.id, resource.urn, "sends");
  }
}
