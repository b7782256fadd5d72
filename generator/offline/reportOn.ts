import type { PolicyConfiguration, PolicyResult, ReviewedResource } from "../../policies/pack.js";
import { reviewResources, rules, UNKNOWN } from "../../policies/pack.js";
import type { PreviewedResource, PreviewResult } from "./previewResult.js";
import type { Answer, Recording, Registration } from "./engine/recording.js";
import { openChecksOf, remoteChildren } from "./remote/reviewRemote.js";
import { STACK_REFERENCE_TYPE } from "./engine/stackReference.js";
import type { Decoding } from "./wireValue.js";
import { decodeProperties, encodeSecret, SECRET_TEXT, SHOWN } from "./wireValue.js";

const REMEDIES = new Map(rules.map(({ name, remediationSteps }) => [name, remediationSteps]));

/** For policies: they look into secrets, and know them by Pulumi's mark. */
const REVIEWED: Decoding = { unknown: UNKNOWN, secret: encodeSecret };

/**
 * What a preview found, from what a program did. Resources that it only read belong to nobody's change: they are left
 * out, but for the references to other stacks.
 *
 * @throws {PolicyConfigurationError} if the policies' configuration is wrong.
 */
export function reportOn(
  recording: Recording,
  stack: string,
  configuration: PolicyConfiguration | undefined,
): PreviewResult {
  const { registrations, stackOutputs } = recording;
  const own = registrations.filter(({ read }) => !read);
  const listed = registrations.filter(({ read, type }) => !read || type === STACK_REFERENCE_TYPE);
  const remote = own.filter((one) => one.remote === true);
  return {
    stack,
    resources: listed.map(previewed),
    policies: reviewedBy(configuration, remote, [
      ...own.map((one) => reviewed(one, recording.find(one.urn)?.answer)),
      ...remote.flatMap((one) => remoteChildren(one, REVIEWED)),
    ]),
    outputs: decodeProperties(stackOutputs, SHOWN),
    ...(remote.length > 0 && { remoteComponents: remote.length }),
  };
}

function reviewedBy(
  configuration: PolicyConfiguration | undefined,
  remote: readonly Registration[],
  resources: readonly ReviewedResource[],
): PolicyResult {
  const result = reviewResources(resources, configuration);
  const open = remote.map((one) => openChecksOf(one, configuration));
  return {
    ...result,
    violations: [...result.violations, ...open.flatMap((one) => one.violations)].map(
      (violation) => ({
        ...violation,
        remedy: REMEDIES.get(violation.policy),
      }),
    ),
    undetermined: [...result.undetermined, ...open.flatMap((one) => one.undetermined)],
  };
}

function previewed(registration: Registration): PreviewedResource {
  const { urn, type, name, parent, inputs, options } = registration;
  const shown = decodeProperties(inputs, SHOWN);
  // An input of that name comes back as the output.
  for (const key of options.additionalSecretOutputs ?? []) {
    if (key in shown) shown[key] = SECRET_TEXT;
  }
  return { urn, type, name, parent, inputs: shown, ...(registration.remote && { remote: true }) };
}

function reviewed(
  { urn, type, name, inputs, options }: Registration,
  answer: Answer | undefined,
): ReviewedResource {
  const arn = answer?.state.arn;
  return {
    urn,
    type,
    name,
    properties: decodeProperties(inputs, REVIEWED),
    id: answer?.id,
    ...(typeof arn === "string" && { arn }),
    ignoreChanges: options.ignoreChanges ?? [],
  };
}
