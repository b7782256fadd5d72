import { autonamingSettings, settingsFor } from "./autonaming.js";
import { isListedType } from "./aws/makeAwsResource.js";

/** Inputs that name a resource, such as `name`, `roleName`, `bucket` or `clusterIdentifier`. */
const NAMING = /^(?:name|bucket|alias)$|(?:Name|Identifier|Prefix)$/;

/**
 * The types of resources that may need a name of their own where autonaming is disabled, and of which that is not known
 * offline: an update may fail that a preview lets pass.
 *
 * @param configured Text of JSON of `pulumi:autonaming`.
 */
export function unjudgedTypes(
  configured: string | undefined,
  resources: readonly { type: string; inputs: Record<string, unknown> }[],
): string[] {
  const settings = autonamingSettings(configured);
  if (settings === undefined) return [];
  const unjudged = resources.filter(
    ({ type, inputs }) =>
      !type.startsWith("pulumi:") &&
      !(type.startsWith("aws:") && isListedType(type)) &&
      settingsFor(type, settings).mode === "disabled" &&
      !Object.keys(inputs).some((key) => NAMING.test(key)),
  );
  return [...new Set(unjudged.map(({ type }) => type))].sort();
}
