import type { Reader } from "../resource/reader.js";
import { UnreadableLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { whenKnown } from "../resource/reviewedStack.js";
import type { CommandLine, Variable } from "./containerView.js";
import { commandLine, variablesOfList, variablesOfMap } from "./containerView.js";
import { viewOfKinds } from "./viewOf.js";

/** What kind of place texts stand in. */
export type PlainPlace = "overrides" | "build" | "userData";

/** A script, or a document that says what an instance does when it starts. */
export interface Script {
  readonly argument: string;
  /** @throws {UnknownLeaf} if it is not known. */
  text(): string | undefined;
  /** What is known of a text that is not known as a whole, as `Reader.knownParts` has it. */
  knownParts(): string | undefined;
  /** Whether it is a Pulumi secret. @throws {UnknownLeaf} if that is not known. */
  isSecret(): boolean;
}

/**
 * Texts that a run, an image or an instance is given, in a place that others may read: who may describe tasks, pull the
 * image, or describe instances. Each read throws `UnknownLeaf` where its value is not known.
 */
export interface PlainTextsView {
  readonly place: PlainPlace;
  /** How messages name what has them: `schedule 'nightly'`. */
  readonly label: string;
  readonly variables: () => Variable[];
  readonly commandLines: () => CommandLine[];
  readonly scripts: () => Script[];
}

/** What a kind of resource has of them. */
type Texts = Pick<PlainTextsView, "place" | "label"> &
  Partial<Pick<PlainTextsView, "variables" | "commandLines" | "scripts">>;

const KINDS: Readonly<
  Record<string, (inputs: Reader, resource: ReviewedResource) => Texts | undefined>
> = {
  "slipway:index:Task": (inputs) => overridesOfComponent(inputs, "task"),
  "slipway:index:ScheduledTask": (inputs) => overridesOfComponent(inputs, "schedule"),
  "aws:scheduler/schedule:Schedule": (inputs) => {
    const target = inputs.get("target");
    return target.get("ecsParameters").exists()
      ? overridesOfTexts("schedule", [target.get("input")])
      : undefined;
  },
  "aws:cloudwatch/eventTarget:EventTarget": (inputs) =>
    inputs.get("ecsTarget").exists()
      ? overridesOfTexts("event target", [
          inputs.get("input"),
          inputs.get("inputTransformer").get("inputTemplate"),
        ])
      : undefined,
  "slipway:index:DockerImage": (inputs) => buildOf(inputs.get("buildArgs")),
  "docker-build:index:Image": (inputs) => buildOf(inputs.get("buildArgs")),
  "docker:index/image:Image": (inputs) => buildOf(inputs.get("build").get("args")),
  "aws:ec2/launchTemplate:LaunchTemplate": (inputs, resource) =>
    userDataOf("launch template", inputs.get("userData"), resource, true),
  "aws:ec2/launchConfiguration:LaunchConfiguration": (inputs, resource) => {
    const encoded = inputs.get("userDataBase64");
    return encoded.isGiven()
      ? userDataOf("launch configuration", encoded, resource, true)
      : userDataOf("launch configuration", inputs.get("userData"), resource, false);
  },
};

/** A view of the texts that a resource gives to a run, an image or an instance; nothing for any other resource. */
export const plainTextsView = viewOfKinds(
  KINDS,
  (textsOf, inputs, resource): PlainTextsView | undefined => {
    const texts = textsOf(inputs, resource);
    return (
      texts && {
        variables: () => [],
        commandLines: () => [],
        scripts: () => [],
        ...texts,
        label: `${texts.label} '${resource.name}'`,
      }
    );
  },
);

function overridesOfComponent(args: Reader, label: string): Texts {
  return {
    place: "overrides",
    label,
    variables: () => variablesOfMap(args.get("environment")),
    commandLines: () => [commandLine("command", args.get("command"))],
  };
}

/** The overrides of a run in texts of JSON, which EventBridge hands to RunTask. */
function overridesOfTexts(label: string, texts: readonly Reader[]): Texts {
  const containers = () => texts.flatMap((text) => overriddenContainers(text));
  return {
    place: "overrides",
    label,
    variables: () =>
      containers().flatMap((container) => variablesOfList(container.get("environment"))),
    commandLines: () =>
      containers().map((container) => commandLine("command", container.get("command"))),
    // A template is no JSON before EventBridge fills it in, and is looked through as it is.
    scripts: () => texts.filter((text) => !isJson(text)).map((text) => scriptOf(text)),
  };
}

function overriddenContainers(text: Reader): readonly Reader[] {
  if (!isJson(text) || !text.exists()) return [];
  const input = text.json();
  try {
    return input.get("containerOverrides").list() ?? [];
  } catch (error) {
    // JSON of another form, which ECS takes for no overrides.
    if (error instanceof UnreadableLeaf) return [];
    throw error;
  }
}

function isJson(text: Reader): boolean {
  if (text.knownParts() !== undefined) return whenKnown(() => text.json()) !== undefined;
  const value = text.string();
  if (value === undefined) return true;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function buildOf(args: Reader): Texts {
  return { place: "build", label: "image", variables: () => variablesOfMap(args) };
}

function userDataOf(
  label: string,
  data: Reader,
  { urn }: ReviewedResource,
  isEncoded: boolean,
): Texts {
  const script: Script = {
    argument: data.path,
    text: () => decoded(data, isEncoded),
    // Of what is encoded nothing is known where a part is not.
    knownParts: () => (isEncoded ? undefined : data.knownParts()),
    isSecret: () => data.isSecret(),
  };
  // What our component writes holds the cluster's name, which is not known at first, and no secret.
  const ofComponent: Script = {
    argument: data.path,
    text: () => whenKnown(() => script.text()),
    knownParts: () => undefined,
    isSecret: () => whenKnown(() => script.isSecret()) ?? false,
  };
  return {
    place: "userData",
    label,
    scripts: () => [isOfComponent({ urn }) ? ofComponent : script],
  };
}

function decoded(data: Reader, isEncoded: boolean): string | undefined {
  const text = data.string();
  return isEncoded && text !== undefined ? Buffer.from(text, "base64").toString("utf8") : text;
}

function scriptOf(leaf: Reader): Script {
  return {
    argument: leaf.path,
    text: () => leaf.string(),
    knownParts: () => leaf.knownParts(),
    isSecret: () => leaf.isSecret(),
  };
}
