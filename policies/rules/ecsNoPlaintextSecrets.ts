import { texts, wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import type { SecretDetectorOptions } from "../text/secretDetector.js";
import { isAllowedName, SECRET_NAME_PATTERNS, secretInVariable } from "../text/secretDetector.js";
import type { SecretInText } from "../text/secretInText.js";
import {
  secretInCommand,
  secretInHeader,
  secretInParts,
  secretInScript,
} from "../text/secretInText.js";
import { fsbp } from "../securityHub.js";
import type { CommandLine, ContainerView, Variable } from "../views/containerView.js";
import type { PlainPlace, Script } from "../views/plainTextsView.js";

/** Parameters of {@link ecsNoPlaintextSecrets}. */
export interface EcsNoPlaintextSecretsParameters extends SecretDetectorOptions {
  namePatterns: string[];
  allowNames: string[];
}

const REMEDY = "pass it by 'secrets' from SSM or Secrets Manager";

/** What to do about a secret, by where it is, and who shows it. */
const PLACES = {
  container: { remedy: REMEDY, shownBy: "ECS shows" },
  log: { remedy: "pass it by 'secretOptions' from SSM or Secrets Manager", shownBy: "ECS shows" },
  overrides: {
    remedy: "name it in 'secrets' of the task definition's container",
    shownBy: "ECS shows",
  },
  build: {
    remedy: "pass it by 'secrets' of the build, which leave nothing in the image",
    shownBy: "the image's history shows",
  },
  userData: { remedy: "fetch it when the instance starts", shownBy: "EC2 shows" },
} satisfies Record<PlainPlace | "container" | "log", { remedy: string; shownBy: string }>;

/** Where a text is: how messages name it, and what of {@link PLACES} it is. */
interface Place {
  label: () => string;
  kind: keyof typeof PLACES;
}

/**
 * No secret stands where others than the program read it: in a container's definition, which everybody who may describe the
 * task definition reads, in what a run changes of it, in an image's history, or in an instance's user data. A Pulumi secret
 * there is one by itself; Pulumi's policy host does not tell policies of it, the offline preview does.
 */
export const ecsNoPlaintextSecrets: Rule<EcsNoPlaintextSecretsParameters> = {
  name: "ecs-no-plaintext-secrets",
  description:
    "Container definitions, overrides, build arguments and user data hold no secrets in plain text.",
  kind: "security",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Keep the value in SSM Parameter Store or Secrets Manager, name it in the container's 'secrets', and replace it wherever it was in use.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
  sources: ["ECS.8", "AWS-0036", "AwsSolutions-ECS2", "CT.ECS.PR.12", "CKV_AWS_46"],
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
    const judgeContainer = (container: ContainerView) => {
      const { label } = container;
      const judgeEach = (list: () => Variable[], what: string, kind: Place["kind"]) => {
        forEach(list, (variable) => {
          const place = { label: () => `${what} '${variable.name}' of ${label}`, kind };
          check(() => variableProblem(variable, place, parameters));
        });
      };
      judgeEach(container.environment, "environment variable", "container");
      judgeEach(container.dockerLabels, "Docker label", "container");
      judgeEach(container.logOptions, "log option", "log");
      judgeEach(container.routerOptions, "FireLens option", "log");
      for (const line of container.commandLines) {
        const place: Place = { label: () => `'${line.argument}' of ${label}`, kind: "container" };
        check(() => commandProblem(line, place, parameters));
      }
    };
    forEach(task.containers, judgeContainer);
  },
  plainTexts(texts, { parameters, check, forEach }) {
    const { label, place: kind } = texts;
    const what = kind === "build" ? "build argument" : "environment variable";
    forEach(texts.variables, (variable) => {
      const place = { label: () => `${what} '${variable.name}' of ${label}`, kind };
      check(() => variableProblem(variable, place, parameters));
    });
    forEach(texts.commandLines, (line) => {
      const place = { label: () => `'${line.argument}' of ${label}`, kind };
      check(() => commandProblem(line, place, parameters));
    });
    forEach(texts.scripts, (script) => {
      const place = { label: () => `'${script.argument}' of ${label}`, kind };
      check(() => scriptProblem(script, place, parameters));
    });
  },
};

function variableProblem(
  variable: Variable,
  { label, kind: place }: Place,
  parameters: EcsNoPlaintextSecretsParameters,
): string | undefined {
  if (isAllowedName(variable.name, parameters)) return undefined;
  const { remedy } = PLACES[place];
  if (variable.isSecret()) return `${label()} is a ${pulumiSecret(place)}`;
  const parts = variable.knownParts();
  const known = parts === undefined ? undefined : secretInParts(parts, parameters);
  if (known !== undefined) return `${label()} holds ${known} beside what is not known: ${remedy}`;
  const value = variable.value() ?? "";
  const kind =
    secretInVariable(variable.name, value, parameters) ??
    // A log option may be a header, as of Fluent Bit's outputs.
    (place === "log" ? secretInHeader(value, parameters) : undefined);
  if (kind === undefined) return undefined;
  return `${label()} holds ${kind}, ${outline(value, variable.isHidden())}: ${remedy}`;
}

function commandProblem(
  line: CommandLine,
  { label, kind: place }: Place,
  parameters: EcsNoPlaintextSecretsParameters,
): string | undefined {
  if (line.isSecret()) return `${label()} holds a ${pulumiSecret(place)}`;
  const found = secretInCommand(line.knownWords(), parameters);
  if (found) return textProblem(found, { label, kind: place }, line.isHidden());
  // What is not known may hold one.
  line.words();
  return undefined;
}

function scriptProblem(
  script: Script,
  place: Place,
  parameters: EcsNoPlaintextSecretsParameters,
): string | undefined {
  if (script.isSecret()) return `${place.label()} holds a ${pulumiSecret(place.kind)}`;
  const found = secretInScript(script.knownParts() ?? script.text() ?? "", parameters);
  if (found) return textProblem(found, place, false);
  // What is not known may hold one.
  script.text();
  return undefined;
}

function textProblem(found: SecretInText, place: Place, isHidden: boolean): string {
  const { kind, name, value } = found;
  const { remedy } = PLACES[place.kind];
  if (name === undefined) return `${place.label()} holds ${kind}: ${remedy}`;
  return `${place.label()} holds ${kind}, '${name}' of ${outline(value, isHidden)}: ${remedy}`;
}

function pulumiSecret(place: Place["kind"]): string {
  const { remedy, shownBy } = PLACES[place];
  return `Pulumi secret, which ${shownBy} in plain text: ${remedy}`;
}

/** Enough to find a value by, and too little to use it. */
function outline(value: string, isHidden: boolean): string {
  const length = `${value.length} character${value.length === 1 ? "" : "s"}`;
  return isHidden || value.length < 8 ? length : `'${value.slice(0, 2)}…' of ${length}`;
}
