import type { AwsConnection } from "../../../../components/aws/awsConnection.js";

/** What a look-up found: the id by which the provider imports the object, or that there is none. */
export type LookUpResult = { importId: string } | "absent";

/**
 * Looks for the object of a resource in AWS by its inputs.
 *
 * @param known Ids and ARNs that the state has already.
 * @returns Nothing where it cannot be told which object it is.
 */
export type LookUp = (
  connection: AwsConnection,
  inputs: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
) => Promise<LookUpResult | undefined>;

/** What comes of the ids that a look-up has found: which of several it is nobody can tell. */
export function theOne(ids: readonly string[]): LookUpResult | undefined {
  const [id, second] = ids;
  if (id === undefined) return "absent";
  return second === undefined ? { importId: id } : undefined;
}
