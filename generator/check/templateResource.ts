import { basename } from "node:path";

import { legalNames } from "../../components/rules/nearestName.js";
import type { ReviewedResource } from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { isMap } from "../project/findProject.js";
import { parsedJson } from "../project/parsedJson.js";

const TYPE = "aws:ecs/taskDefinition:TaskDefinition";

/**
 * What RegisterTaskDefinition takes.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const REQUEST_KEYS = [
  "containerDefinitions",
  "cpu",
  "enableFaultInjection",
  "ephemeralStorage",
  "executionRoleArn",
  "family",
  "inferenceAccelerators",
  "ipcMode",
  "memory",
  "networkMode",
  "pidMode",
  "placementConstraints",
  "proxyConfiguration",
  "requiresCompatibilities",
  "runtimePlatform",
  "tags",
  "taskRoleArn",
  "volumes",
];

/**
 * What DescribeTaskDefinition says besides, in whose answers people keep their task definitions. Tools that deploy drop it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
 */
const ANSWER_KEYS = [
  "compatibilities",
  "deleteRequestedAt",
  "deregisteredAt",
  "registeredAt",
  "registeredBy",
  "requiresAttributes",
  "revision",
  "status",
  "taskDefinitionArn",
];

/**
 * The task definition in a file of JSON, in the words of `aws ecs register-task-definition --cli-input-json` or of the
 * answer of `describe-task-definition`, as a program registers it by Pulumi's plain resource.
 *
 * @param file The file's path, which errors name; its name is the resource's where no `family` is given.
 * @param stack Name of the stack whose environment of the policies' configuration holds.
 * @throws {CliError} if it is no JSON, or no task definition.
 */
export function templateResource(file: string, text: string, stack: string): ReviewedResource {
  const definition = definitionIn(file, parsed(file, text));
  checkKeys(file, definition);
  const { family, containerDefinitions } = definition;
  if (!Array.isArray(containerDefinitions)) {
    throw new CliError(
      `${file}: 'containerDefinitions' must be a list, got ${kindOf(containerDefinitions)}; [{ "name": "app", "image": "nginx:1.27" }] works`,
    );
  }
  const name = typeof family === "string" && family !== "" ? family : stem(file);
  const urn = `urn:pulumi:${stack}::${projectOf(file)}::${TYPE}::${name}`;
  return { urn, type: TYPE, name, properties: propertiesOf(definition) };
}

/** Some editors write a mark before it. */
function parsed(file: string, text: string): unknown {
  return parsedJson(
    text.replace(/^\uFEFF/, ""),
    `${file} must be JSON, as 'aws ecs register-task-definition' takes`,
  );
}

function definitionIn(file: string, content: unknown): Record<string, unknown> {
  if (!isMap(content)) {
    throw new CliError(
      `${file} must hold a task definition, got ${kindOf(content)}; { "family": "app", "containerDefinitions": […] } works`,
    );
  }
  const { taskDefinition, tags, ...others } = content;
  // The answer of describe-task-definition has the tags beside the definition.
  if (!isMap(taskDefinition) || Object.keys(others).length > 0) return content;
  return { ...taskDefinition, ...(tags !== undefined && { tags }) };
}

function checkKeys(file: string, definition: Record<string, unknown>): void {
  const unknown = Object.keys(definition).find(
    (key) => !REQUEST_KEYS.includes(key) && !ANSWER_KEYS.includes(key),
  );
  if (unknown === undefined) return;
  const camel = `${unknown.charAt(0).toLowerCase()}${unknown.slice(1)}`;
  const legal = REQUEST_KEYS.includes(camel)
    ? `'${camel}' is one: the AWS CLI writes keys in camelCase, CloudFormation does not`
    : legalNames(unknown, REQUEST_KEYS);
  throw new CliError(`${file}: a task definition has no '${unknown.slice(0, 80)}'; ${legal}`);
}

/** The words of the API in those of Pulumi's resource, where they differ. What is not as the API has it, rules judge. */
function propertiesOf(definition: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(definition).filter(([key]) => REQUEST_KEYS.includes(key));
  const { containerDefinitions, tags, volumes, proxyConfiguration, ephemeralStorage, ...others } =
    Object.fromEntries(own);
  const sizes = ["cpu", "memory"].filter((key) => typeof others[key] === "number");
  return {
    ...others,
    ...Object.fromEntries(sizes.map((key) => [key, String(others[key])])),
    containerDefinitions: JSON.stringify(containerDefinitions),
    ...given("tags", tags, (list) => pairs(list, "key")),
    ...given("volumes", volumes, (list) => (Array.isArray(list) ? list.map(volumeOf) : list)),
    ...given("proxyConfiguration", proxyConfiguration, proxyOf),
    ...given("ephemeralStorage", ephemeralStorage, storageOf),
  };
}

/** `null` in JSON is nothing, as to the AWS CLI. */
function given(key: string, value: unknown, map: (value: unknown) => unknown): object {
  return value === undefined || value === null ? {} : { [key]: map(value) };
}

/** A list of pairs as a map. */
function pairs(list: unknown, nameKey: "key" | "name"): unknown {
  if (!Array.isArray(list)) return list;
  return Object.fromEntries(
    list.filter(isMap).map((pair) => [String(pair[nameKey]), pair.value ?? ""]),
  );
}

function volumeOf(volume: unknown): unknown {
  if (!isMap(volume)) return volume;
  const { host, configuredAtLaunch, ...others } = volume;
  const path = isMap(host) ? host.sourcePath : undefined;
  return {
    ...others,
    ...given("hostPath", path, (text) => text),
    ...given("configureAtLaunch", configuredAtLaunch, (flag) => flag),
  };
}

function proxyOf(proxy: unknown): unknown {
  if (!isMap(proxy)) return proxy;
  return { ...proxy, ...given("properties", proxy.properties, (list) => pairs(list, "name")) };
}

function storageOf(storage: unknown): unknown {
  return isMap(storage) ? { sizeInGib: storage.sizeInGiB } : storage;
}

/** A file's name without ending. */
function stem(file: string): string {
  return basename(file).replace(/\.json$/i, "") || "template";
}

/** A file's path in letters that a project's name has: many repositories name every task definition alike. */
function projectOf(file: string): string {
  const path = file.replace(/\.json$/i, "").replaceAll("/", ".");
  return path.replace(/[^A-Za-z0-9_.-]/g, "-").replace(/^\.+/, "") || "template";
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
