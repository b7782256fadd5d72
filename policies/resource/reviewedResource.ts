import type { NativeNames } from "./nativeNames.js";

/** A place in a user's program. Line and column count from 1. */
export interface SourceLocation {
  /** Path with slashes: from the project's folder, or absolute where it is not below that. */
  file: string;
  line: number;
  column: number;
}

/** A resource as the policies are given it. */
export interface ReviewedResource {
  urn: string;
  /** Type token, such as `aws:ecs/service:Service`. */
  type: string;
  /** Logical name. */
  name: string;
  /** Inputs: plain data with `UNKNOWN` for what is not known yet, or the proxies of `@pulumi/policy`. */
  properties: unknown;
  /** Id that AWS gave it, where it is known. */
  id?: string | undefined;
  /** ARN that AWS gave it, where it is known and has another id. */
  arn?: string | undefined;
  /** Name that Pulumi or AWS chose for it, where that is known. */
  chosenName?: string | undefined;
  /** URNs of the resources that its top-level properties have values of. */
  dependencies?: Readonly<Record<string, readonly string[]>>;
  /** The line of the program that it comes from, where that is known. */
  location?: SourceLocation | undefined;
  /** URN of its parent, where that is told. */
  parent?: string | undefined;
  /** Region of AWS that it is in, where that is known. */
  region?: string | undefined;
  /** Whether a plugin makes what is in it, which is not seen. */
  remote?: true | undefined;
  /** Properties whose changes an update lets be; nothing where that is not told. */
  ignoreChanges?: readonly string[] | undefined;
  /** How messages speak of its properties, where it has them under other names than rules know. */
  names?: NativeNames | undefined;
}

/**
 * Whether a resource is of a component of ours, which judges its own arguments.
 *
 * @param component Name of the component that has it as its child, such as `Service`. Default: any, or it is one itself.
 */
export function isOfComponent({ urn }: Pick<ReviewedResource, "urn">, component?: string): boolean {
  return urn.includes(component === undefined ? "slipway:index:" : `slipway:index:${component}$`);
}

/** Whether an update lets be what a top-level property has: somebody else keeps it. */
export function ignoresChangesOf(
  { ignoreChanges = [] }: ReviewedResource,
  property: string,
): boolean {
  return ignoreChanges.some((path) => path === "*" || path.split(/[.[]/, 1)[0] === property);
}

/** The type of the main child that a component of ours makes. */
const MAIN_CHILDREN: Readonly<Record<string, string>> = {
  "slipway:index:TaskDefinition": "aws:ecs/taskDefinition:TaskDefinition",
  "slipway:index:Service": "aws:ecs/service:Service",
  "slipway:index:ScheduledTask": "aws:scheduler/schedule:Schedule",
  "slipway:index:DockerImage": "docker-build:index:Image",
};

/**
 * URN of the resource that a component of ours makes as its main child, which has the component's name; nothing where it
 * makes none. Whatever else is below a component, the program put there.
 */
export function mainChildUrn({ urn, type, name }: ReviewedResource): string | undefined {
  const child = MAIN_CHILDREN[type];
  if (child === undefined) return undefined;
  // The name, which may hold anything, is what the URN ends with.
  return `${urn.slice(0, urn.length - name.length - 2)}$${child}::${name}`;
}

/** Whether a resource is a component of ours. */
export function isComponent({ type }: ReviewedResource): boolean {
  return type.startsWith("slipway:");
}
