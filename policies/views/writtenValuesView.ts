import type { Reader } from "../resource/reader.js";
import { whenReadable } from "../resource/reader.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { kindProblem } from "./containerKinds.js";
import { leavesAt } from "./leavesAt.js";
import { viewOfKinds } from "./viewOf.js";
import type { WrittenForm } from "./writtenForms.js";
import { WRITTEN_FORMS } from "./writtenForms.js";

/** A value at a place of which AWS takes some values only. */
export interface WrittenValue {
  /** What is wrong with it; nothing where nothing is. @throws {UnknownLeaf} if it is not known. */
  problem(): string | undefined;
}

/** A resource as to its words, numbers and kinds of values that no other view reads. */
export interface WrittenValuesView {
  /** How messages name it: `schedule 'nightly'`. */
  readonly label: string;
  /** Each place by itself. @throws {UnknownLeaf} if it is not known how many values there are. */
  readonly places: readonly (() => WrittenValue[])[];
}

/** A view of a resource with such places; nothing for any other, and for what a component of ours writes itself. */
export const writtenValuesView = viewOfKinds(
  WRITTEN_FORMS,
  ({ label, forms }, inputs, resource): WrittenValuesView | undefined => {
    if (isOfComponent(resource)) return undefined;
    const places = forms.map((form) => () => valuesAt(form, inputs));
    // AWS Native sends what it is given, and CloudFormation makes of it what the API has.
    const hasText = resource.type === DEFINITION && resource.names === undefined;
    return {
      label: `${label} '${resource.name}'`,
      places: hasText ? [...places, () => containersOf(inputs)] : places,
    };
  },
);

const DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

function valuesAt({ path, problem, counts }: WrittenForm, inputs: Reader): WrittenValue[] {
  return given(knownLeaves(path, inputs)).map((leaf) => ({
    problem: () => {
      if (counts?.(inputs) === false) return undefined;
      const value = leaf.string();
      const told = value === undefined || value === "" ? undefined : problem(value, leaf.path);
      return told !== undefined && leaf.isHidden() ? `'${leaf.path}' must be what AWS takes` : told;
    },
  }));
}

function given(leaves: readonly Reader[]): Reader[] {
  return leaves.filter((leaf) => leaf.isGiven());
}

/** A text of JSON that is not known, or is none, the rules of what it holds tell of. */
function knownLeaves(path: string, inputs: Reader): readonly Reader[] {
  const read = () => leavesAt(path, inputs);
  return path.includes("<json>") ? (whenReadable(read) ?? []) : read();
}

/**
 * The provider reads the text into what its SDK has for a container: "Error decoding JSON: json: cannot unmarshal number into
 * Go struct field KeyValuePair.Environment.Value of type string".
 */
function containersOf(inputs: Reader): WrittenValue[] {
  return knownLeaves("containerDefinitions<json>[]", inputs).map((container) => ({
    problem: () => kindProblem(container),
  }));
}
