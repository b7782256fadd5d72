import { Reader, whenReadable } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { PropertyValue } from "../resource/propertyValue.js";
import type { Rule } from "../rule.js";

/** A property with the value that it is set to. */
export interface SetProperty {
  /** Path below the resource's inputs. */
  property: string;
  value: PropertyValue;
}

/** Where a rule may set a property by itself. */
export interface RemediationPlace {
  /** Path below the resource's inputs. */
  path: string;
  /** The list that an element is added to for it, and what the element has besides. */
  added?: { list: string; entry: SetProperty };
}

/** The places in a resource that a rule may set by itself: of lists in the elements that there are. */
export function remediationPlaces(
  { remediates = {} }: Pick<Rule, "remediates">,
  { type, properties }: Pick<ReviewedResource, "type" | "properties">,
): RemediationPlace[] {
  return (remediates[type] ?? []).flatMap((path) => {
    const steps = path.split(/\.|(?=\[)/);
    return whenReadable(() => placesBelow(Reader.of(properties), steps)) ?? [];
  });
}

function placesBelow(at: Reader, [step, ...steps]: readonly string[]): RemediationPlace[] {
  if (step === undefined) return [{ path: at.path }];
  if (!step.startsWith("[")) return placesBelow(at.get(step), steps);
  const elements = at.list() ?? [];
  if (step === "[]") return elements.flatMap((element) => placesBelow(element, steps));
  const name = step.slice("[name=".length, -1);
  const named = elements.find((element) => element.get("name").string() === name);
  if (named) return placesBelow(named, steps);
  const element = `${at.path}[${elements.length}]`;
  const entry = { property: `${element}.name`, value: name };
  return [{ path: [element, ...steps].join("."), added: { list: at.path, entry } }];
}
