import type { RecordedOptions, Recording, Registration } from "../engine/recording.js";
import type { SecretValues } from "../secretValues.js";
import type { PropertyMap } from "../wireValue.js";
import { collapseUnknowns } from "../wireValue.js";

/** A resource as a policy pack is given it. Properties are in the encoding of `wireValue.ts`. */
export interface RecordedResource {
  urn: string;
  type: string;
  name: string;
  /** URN of its parent; empty for the stack. */
  parent: string;
  inputs: PropertyMap;
  /** Inputs and outputs: what policies of the whole stack see. */
  state: PropertyMap;
  options: RecordedOptions;
  propertyDependencies: Record<string, string[]>;
}

/** All that a program registered, for policy packs of others, and what nobody may see of it. */
export interface ProgramRecord {
  resources: RecordedResource[];
  secrets: string[];
}

/** What a program created. What it only reads, the engine shows to no policy pack either. */
export function programRecord(recording: Recording, secrets: SecretValues): ProgramRecord {
  const created = recording.registrations.filter(({ read }) => !read);
  return {
    resources: created.map((registration) => recorded(registration, recording)),
    secrets: secrets.all,
  };
}

function recorded(registration: Registration, recording: Recording): RecordedResource {
  const { urn, type, name, parent, options, propertyDependencies = {} } = registration;
  const inputs = collapseUnknowns(registration.inputs);
  const { id = "", state: answered } = recording.find(urn)?.answer ?? {};
  const state = answered === undefined ? inputs : collapseUnknowns(answered);
  return {
    ...{ urn, type, name, parent: parent ?? "", inputs, options, propertyDependencies },
    state: id === "" ? state : { id, ...state },
  };
}
