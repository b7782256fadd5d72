import { Reader, whenReadable } from "../resource/reader.js";
import { inNamesOf } from "../resource/propertyNames.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { PropertyValue } from "../resource/propertyValue.js";
import type { Rule } from "../rule.js";
import { remediationPlaces } from "./remediationPlaces.js";

/** A property that a violation hangs on, as the program names it. */
export interface PropertyFix {
  /** Path below the resource's inputs, or the component's arguments: `containerDefinitions[0].privileged`. */
  property: string;
  /** What to set it to; nothing where more than one value works, which the violation's message speaks of. */
  value?: PropertyValue | undefined;
}

/** What a check read for what it said. */
interface ReadForMessage {
  message: string;
  paths: readonly string[];
  /**
   * Whether it is of several resources: what it read of this one may only lead to another, which is at fault.
   *
   * @default false
   */
  isJoined?: boolean;
  /** The rule's parameters, where values hang on them. */
  parameters?: object;
  /** The resource that it is of, where values hang on it. */
  resource?: Pick<ReviewedResource, "type" | "properties">;
}

type Values = Pick<Rule, "values" | "remediates">;

/**
 * What to set for a violation, by what the check read of the resource. Some of that a check only asks by, such as whether a
 * task is for Fargate: properties that the rule knows a value for come first, and then those that the message names.
 */
export function propertyFixes(rule: Values, read: ReadForMessage): PropertyFix[] {
  const { message, paths, isJoined = false, resource } = read;
  const known = [...paths, ...addedPaths(rule, read)].flatMap((one) => {
    const { property, value } =
      typeof one === "string" ? { property: one, value: valueAt(rule, one, read) } : one;
    return value === undefined ? [] : [{ property, value }];
  });
  if (known.length > 0) return known;
  const said = resource === undefined ? message : inNamesOf(resource.type, message);
  const named = paths.filter((path) => isNamedIn(said, path));
  const below = named.length > 0 ? named : paths.filter((path) => isBelowNamedIn(said, path));
  const shown = below.length > 0 || isJoined ? below : paths;
  return shown.map((property) => ({ property }));
}

/** What is added to a list that was read, for a property in an element that there is not. */
function addedPaths(rule: Values, { paths, resource }: ReadForMessage): (PropertyFix | string)[] {
  if (resource === undefined) return [];
  return remediationPlaces(rule, resource).flatMap(({ path, added }) => {
    const isRead = paths.some(
      (one) => one === added?.list || one.startsWith(`${added?.list ?? ""}[`),
    );
    return added && isRead ? [added.entry, path] : [];
  });
}

/** A value that cannot be worked out of what is known is none. */
function valueAt(
  { values = {} }: Values,
  path: string,
  { parameters = {}, resource }: ReadForMessage,
): PropertyValue | undefined {
  const value = values[lastKeyOf(path)];
  if (typeof value !== "function") return value;
  return whenReadable(() => value(parameters, Reader.of(resource?.properties ?? {})));
}

/** Messages name a property by its path, or by the end of it. */
function isNamedIn(message: string, path: string): boolean {
  const key = lastKeyOf(path);
  return message.includes(`'${key}'`) || message.includes(`.${key}'`);
}

/** Or they name what holds it. */
function isBelowNamedIn(message: string, path: string): boolean {
  return path
    .split(/[.[\]]+/)
    .slice(1)
    .some((key) => message.includes(`'${key}'`));
}

function lastKeyOf(path: string): string {
  return /[^.[\]]+$/.exec(path.replace(/\[\d+\]$/, ""))?.[0] ?? path;
}

/** What to set, as a sentence: `set 'privileged' to false`. */
export function fixText(fixes: readonly PropertyFix[]): string {
  const shown = fixes
    .slice(0, MOST_PROPERTIES)
    .map(({ property, value }) =>
      value === undefined ? `'${property}'` : `'${property}' to ${JSON.stringify(value)}`,
    );
  const left = fixes.length - shown.length;
  if (left > 0) return `set ${shown.join(", ")} or one of ${left} more`;
  const hasValues = fixes.some(({ value }) => value !== undefined);
  return `set ${shown.join(hasValues ? " and " : " or ")}`;
}

/** More properties than these are counted. */
const MOST_PROPERTIES = 5;
