import { ecrRepositoryArn } from "../../components/image/rules/imageReference.js";
import type { Reader } from "../resource/reader.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { DEFINITION } from "./definitionInStack.js";
import { once } from "./once.js";
import { isAllowed, ROLE } from "./roleGrants.js";
import { taskView } from "./taskView.js";
import { viewOf } from "./viewOf.js";
import { knownReferred } from "./referredResource.js";

/** Something that ECS does by a task's execution role. */
export interface RoleNeed {
  /** What needs it: `container 'app' has the secret "DB_PASSWORD"`. */
  readonly why: string;
  /** Such as `secretsmanager:GetSecretValue`. */
  readonly action: string;
  /** ARN, or name, of what it is done to. */
  readonly target?: string | undefined;
}

/** A task definition with its execution role. Each read throws `UnknownLeaf` where its value is not known. */
export interface ExecutionRoleInStackView {
  /** How messages name it: `task definition 'orders'`. */
  readonly label: string;
  /** Logical name of the role, where it is of this stack. */
  role(): string | undefined;
  /** For each container, what ECS does for it. */
  readonly containers: () => { needs: () => RoleNeed[] }[];
  /** Whether the role may do it by the policies of its stack. */
  allows(need: RoleNeed): boolean;
}

/** A view of a task definition's execution role; nothing for others, and for one that a component of ours makes. */
export const executionRoleInStackView = viewOf(
  DEFINITION,
  (inputs, resource, stack: ReviewedStack): ExecutionRoleInStackView | undefined => {
    if (isOfComponent(resource)) return undefined;
    const arn = inputs.get("executionRoleArn");
    const task = taskView(resource);
    if (!arn.isGiven() || !task) return undefined;
    const role = once(() => knownReferred(stack, resource, arn, ROLE));
    return {
      label: `task definition '${resource.name}'`,
      role: () => role()?.name,
      containers: () =>
        (inputs.get("containerDefinitions").json().list() ?? []).map((container) => ({
          needs: () => needsOf(container, task.isForFargate()),
        })),
      allows: ({ action, target }) => {
        const own = role();
        return own === undefined || isAllowed(own, stack, action, target);
      },
    };
  },
);

/** On instances their own role pulls images and writes logs. */
function needsOf(container: Reader, isForFargate: boolean): RoleNeed[] {
  const label = `container '${container.get("name").string() ?? ""}'`;
  return [
    ...secretNeeds(container, label),
    ...(isForFargate ? [...logNeeds(container, label), ...imageNeeds(container, label)] : []),
  ];
}

function secretNeeds(container: Reader, label: string): RoleNeed[] {
  const log = container.get("logConfiguration");
  const secrets = [
    ...(container.get("secrets").list() ?? []),
    ...(log.get("secretOptions").list() ?? []),
  ];
  const credentials = container.get("repositoryCredentials").get("credentialsParameter");
  return [
    ...secrets.map((secret) => {
      const target = secret.get("valueFrom").string() ?? "";
      const isSecret = target.includes(":secretsmanager:");
      return {
        why: `${label} has the secret "${secret.get("name").string() ?? ""}"`,
        action: isSecret ? "secretsmanager:GetSecretValue" : "ssm:GetParameters",
        target: isSecret ? secretArn(target) : target,
      };
    }),
    ...(credentials.isGiven()
      ? [
          {
            why: `${label} has 'repositoryCredentials'`,
            action: "secretsmanager:GetSecretValue",
            target: credentials.string(),
          },
        ]
      : []),
  ];
}

/** An ARN of a secret may end with a key and versions: `arn:…:secret:name-AbCdEf:key:stage:id`. */
function secretArn(text: string): string {
  return text.split(":").slice(0, 7).join(":");
}

function logNeeds(container: Reader, label: string): RoleNeed[] {
  const log = container.get("logConfiguration");
  if (log.get("logDriver").string() !== "awslogs") return [];
  const creates = log.get("options").get("awslogs-create-group").string() === "true";
  return [
    { why: `${label} writes its log by awslogs`, action: "logs:PutLogEvents" },
    ...(creates
      ? [{ why: `${label} has 'awslogs-create-group'`, action: "logs:CreateLogGroup" }]
      : []),
  ];
}

function imageNeeds(container: Reader, label: string): RoleNeed[] {
  const image = container.get("image").string() ?? "";
  if (ecrRepositoryArn(image, "aws") === undefined) return [];
  return [{ why: `${label} has its image in ECR`, action: "ecr:BatchGetImage" }];
}
