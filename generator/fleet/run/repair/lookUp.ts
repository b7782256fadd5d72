import type { AwsConnection } from "../../../../components/aws/awsConnection.js";

/**
 * What a look-up found: the id by which the provider imports the object, or that there is none. Copies are others of the
 * same that this creation has made too, as a call does that is repeated when its reply is lost.
 */
export type LookUpResult = { importId: string; copies?: readonly string[] } | "absent";

/** The ids of an object and its copies, its own first; none where there is no such object. */
export function importIds(object: LookUpResult): string[] {
  return object === "absent" ? [] : [object.importId, ...(object.copies ?? [])];
}

/** What stacks have besides the one that is repaired, as far as its objects may be theirs. */
export interface OtherStacks {
  /** Ids and ARNs in their states. */
  known: ReadonlySet<string>;
  /** Creations whose objects no state has: they have not ended, or have failed. */
  begun: readonly BegunCreation[];
}

/** A creation of another stack. */
export interface BegunCreation {
  type: string;
  inputs: Readonly<Record<string, unknown>>;
  /** Where its provider is; nothing where the state does not say it. */
  region: string | undefined;
}

/** What is known of a run whose creations are looked up. */
export interface RunFacts {
  /** When it began, in ISO 8601: its creations have made nothing before. */
  since: string;
  /** What other stacks have; nothing where that cannot be read. */
  others: () => Promise<OtherStacks | undefined>;
}

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
  run: RunFacts,
) => Promise<LookUpResult | undefined>;

/** What comes of the ids that a look-up has found: which of several it is nobody can tell. */
export function theOne(ids: readonly string[]): LookUpResult | undefined {
  const [id, second] = ids;
  if (id === undefined) return "absent";
  return second === undefined ? { importId: id } : undefined;
}
