import type { Recording, Registration } from "./engine/recording.js";

/** The region of a resource of AWS that has another than the stack's: by itself, or by its explicit provider. */
export function ownRegion(
  { type, inputs, options }: Registration,
  recording: Recording,
  ofStack: string,
): { region?: string } {
  if (!type.startsWith("aws:")) return {};
  const urn = options.provider?.split("::").slice(0, -1).join("::");
  const provider = urn === undefined ? undefined : recording.find(urn)?.registration;
  const region = inputs.region ?? provider?.inputs.region;
  const isOther = typeof region === "string" && /^[a-z]/.test(region) && region !== ofStack;
  return isOther ? { region } : {};
}
