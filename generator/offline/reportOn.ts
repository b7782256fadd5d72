import { isAbsolute, relative, sep } from "node:path";

import type {
  EvaluateOptions,
  PolicyConfiguration,
  PolicyResult,
  ReviewedResource,
  SourceLocation,
} from "../../policies/pack.js";
import { reviewResources, rules, UNKNOWN } from "../../policies/pack.js";
import type { PreviewedResource, PreviewResult } from "./previewResult.js";
import type { Answer, Recording, Registration } from "./engine/recording.js";
import { DEFAULT_REGION } from "./engine/aws/account.js";
import { ownRegion } from "./ownRegion.js";
import { dependenciesOnRemote, openChecksOf, remoteChildren } from "./remote/reviewRemote.js";
import { STACK_REFERENCE_TYPE } from "./engine/stackReference.js";
import { OriginalPlaces } from "./program/originalPlaces.js";
import type { FramePlace } from "./program/programFrames.js";
import type { Decoding } from "./wireValue.js";
import { decodeProperties, encodeSecret, SECRET_TEXT, SHOWN } from "./wireValue.js";

const REMEDIES = new Map(rules.map(({ name, remediationSteps }) => [name, remediationSteps]));

/** For policies: they look into secrets and into texts of which parts are unknown, and know both by Pulumi's marks. */
const REVIEWED: Decoding = {
  unknown: UNKNOWN,
  partial: (text) => text,
  secret: encodeSecret,
};

/** How what a program did is judged. */
export interface Judging extends EvaluateOptions {
  configuration: PolicyConfiguration | undefined;
}

/**
 * What a preview found, from what a program did. Resources that it only read belong to nobody's change: they are left
 * out, but for the references to other stacks.
 *
 * @param directory Folder of the project, which locations are told from.
 * @throws {PolicyConfigurationError} if the policies' configuration is wrong.
 */
export function reportOn(
  recording: Recording,
  stack: string,
  judging: Judging,
  directory: string,
  region: string = DEFAULT_REGION,
): PreviewResult {
  const locations = new Locations(directory);
  const { registrations, stackOutputs } = recording;
  const own = registrations.filter(({ read }) => !read);
  const listed = registrations.filter(({ read, type }) => !read || type === STACK_REFERENCE_TYPE);
  const remote = own.filter((one) => one.remote === true);
  return {
    stack,
    region,
    resources: listed.map((one) => ({
      ...previewed(one),
      ...ownRegion(one, recording, region),
      ...locations.of(one),
    })),
    policies: reviewedBy({ ...judging, directory }, remote, locations, [
      ...own.map((one) => ({
        ...reviewed(one, recording.find(one.urn)?.answer),
        ...dependenciesOnRemote(one),
        region,
        ...ownRegion(one, recording, region),
        ...locations.of(one),
      })),
      ...remote.flatMap((one) =>
        remoteChildren(one, region, REVIEWED).map((child) => ({ ...child, ...locations.of(one) })),
      ),
    ]),
    outputs: decodeProperties(stackOutputs, SHOWN),
    ...(remote.length > 0 && { remoteComponents: remote.length }),
  };
}

function reviewedBy(
  { configuration, ...options }: Judging,
  remote: readonly Registration[],
  locations: Locations,
  resources: readonly ReviewedResource[],
): PolicyResult {
  const result = reviewResources(resources, configuration, options);
  const open = remote.map((one) => {
    const { violations, undetermined } = openChecksOf(one, configuration);
    const at = locations.of(one);
    return {
      violations: violations.map((violation) => ({ ...violation, ...at })),
      undetermined: undetermined.map((check) => ({ ...check, ...at })),
    };
  });
  return {
    ...result,
    violations: [...result.violations, ...open.flatMap((one) => one.violations)].map(
      (violation) => ({
        ...violation,
        remedy: violation.remedy ?? REMEDIES.get(violation.policy),
      }),
    ),
    undetermined: [...result.undetermined, ...open.flatMap((one) => one.undetermined)],
  };
}

/** The lines of the program that registrations come from, as they are told. */
class Locations {
  private readonly places = new OriginalPlaces();
  private readonly known = new Map<string, SourceLocation>();

  public constructor(private readonly directory: string) {}

  public of({ place }: Registration): { location?: SourceLocation } {
    if (place === undefined) return {};
    const key = `${place.file}:${place.line}:${place.column}`;
    const location = this.known.get(key) ?? this.told(this.places.of(place));
    this.known.set(key, location);
    return { location };
  }

  private told({ file, line, column }: FramePlace): SourceLocation {
    const near = relative(this.directory, file);
    const shown = near.startsWith("..") || isAbsolute(near) ? file : near;
    return { file: shown.split(sep).join("/"), line, column };
  }
}

function previewed(registration: Registration): PreviewedResource {
  const { urn, type, name, parent, inputs, options } = registration;
  const shown = decodeProperties(inputs, SHOWN);
  // An input of that name comes back as the output.
  for (const key of options.additionalSecretOutputs ?? []) {
    if (key in shown) shown[key] = SECRET_TEXT;
  }
  return {
    urn,
    type,
    name,
    parent,
    inputs: shown,
    ...(registration.remote && { remote: true }),
  };
}

function reviewed(
  { urn, type, name, parent, remote, inputs, options }: Registration,
  answer: Answer | undefined,
): ReviewedResource {
  const { arn, name: chosenName } = answer?.state ?? {};
  return {
    urn,
    type,
    name,
    properties: decodeProperties(inputs, REVIEWED),
    id: answer?.id,
    ...(typeof arn === "string" && { arn }),
    ...(typeof chosenName === "string" && { chosenName }),
    parent: parent ?? undefined,
    ...(remote && { remote }),
    ignoreChanges: options.ignoreChanges ?? [],
  };
}
