import { texts, wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import type { SecretDetectorOptions } from "../text/secretDetector.js";
import {
  isAllowedName,
  SECRET_NAME_PATTERNS,
  secretInCommand,
  secretInVariable,
} from "../text/secretDetector.js";
import { fsbp } from "../securityHub.js";
import type { CommandLine, ContainerView, Variable } from "../views/containerView.js";

/** Parameters of {@link ecsNoPlaintextSecrets}. */
export interface EcsNoPlaintextSecretsParameters extends SecretDetectorOptions {
  namePatterns: string[];
  allowNames: string[];
}

const REMEDY = "pass it by 'secrets' from SSM or Secrets Manager";
const PULUMI_SECRET = `Pulumi secret, which ECS shows in plain text: ${REMEDY}`;

/**
 * No secret stands in a container's definition, which everybody who may describe the task definition reads. A Pulumi
 * secret in `environment` is one by itself; Pulumi's policy host does not tell policies of it, the offline preview does.
 */
export const ecsNoPlaintextSecrets: Rule<EcsNoPlaintextSecretsParameters> = {
  name: "ecs-no-plaintext-secrets",
  description: "Container definitions hold no secrets in plain text.",
  kind: "security",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Keep the value in SSM Parameter Store or Secrets Manager, name it in the container's 'secrets', and replace it wherever it was in use.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
  sources: ["ECS.8", "AWS-0036", "AwsSolutions-ECS2", "CT.ECS.PR.12"],
  framework: fsbp("ECS.8", "Secrets should not be passed as container environment variables"),
  parameters: {
    namePatterns: {
      type: "array",
      items: { type: "string", format: "regex", minLength: 1 },
      description:
        "Regular expressions of names of secrets; names are compared in UPPER_CASE form.",
      default: [...SECRET_NAME_PATTERNS],
      example: ["PASSWORD$"],
    },
    allowNames: texts(
      "Names of variables that are let be; * stands for any characters.",
      [],
      ["TOKEN_BUCKET"],
    ),
    minEntropy: {
      type: "number",
      minimum: 0,
      description: "Shannon entropy from which a value looks like a key, in bits per character.",
      default: 3.5,
    },
    minLength: wholeNumber("Characters from which a value looks like a key.", {
      minimum: 1,
      default: 16,
    }),
  },
  task(task, { parameters, check, forEach }) {
    const judgeVariable = (variable: Variable, place: string) => {
      if (isAllowedName(variable.name, parameters)) return;
      check(() => variableProblem(variable, place, parameters));
    };
    const judgeContainer = (container: ContainerView) => {
      const { label } = container;
      forEach(container.environment, (variable) => {
        judgeVariable(variable, `environment variable '${variable.name}' of ${label}`);
      });
      forEach(container.dockerLabels, (variable) => {
        judgeVariable(variable, `Docker label '${variable.name}' of ${label}`);
      });
      for (const line of container.commandLines) {
        check(() => commandProblem(line, label, parameters));
      }
    };
    forEach(task.containers, judgeContainer);
  },
};

function variableProblem(
  variable: Variable,
  place: string,
  parameters: EcsNoPlaintextSecretsParameters,
): string | undefined {
  if (variable.isSecret()) return `${place} is a ${PULUMI_SECRET}`;
  const value = variable.value() ?? "";
  const kind = secretInVariable(variable.name, value, parameters);
  if (kind === undefined) return undefined;
  return `${place} holds ${kind}, ${outline(value, variable.isHidden())}: ${REMEDY}`;
}

function commandProblem(
  line: CommandLine,
  label: string,
  parameters: EcsNoPlaintextSecretsParameters,
): string | undefined {
  const place = `'${line.argument}' of ${label}`;
  if (line.isSecret()) return `${place} holds a ${PULUMI_SECRET}`;
  const found = secretInCommand(line.words(), parameters);
  if (!found) return undefined;
  const { kind, name, value } = found;
  if (name === undefined) return `${place} holds ${kind}: ${REMEDY}`;
  return `${place} holds ${kind}, '${name}' of ${outline(value, line.isHidden())}: ${REMEDY}`;
}

/** Enough to find a value by, and too little to use it. */
function outline(value: string, isHidden: boolean): string {
  const length = `${value.length} character${value.length === 1 ? "" : "s"}`;
  return isHidden || value.length < 8 ? length : `'${value.slice(0, 2)}…' of ${length}`;
}
