import { Reader, UnreadableLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

/** A statement that lets somebody do something. Each read throws `UnknownLeaf` where its value is not known. */
export interface AllowingStatement {
  /** Accounts, roles and users of AWS, or `*` for everybody; services are none of them. */
  principals(): string[];
  /** Condition keys that must have a value, with the values. */
  conditions(): { key: string; values: string[] }[];
}

/** Who may do what with an ECR repository, or with all of a registry. */
export interface RepositoryPolicyView {
  /** How messages name it: `repository policy 'orders'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if the policy is not known. */
  statements(): AllowingStatement[];
}

const LABELS: Readonly<Record<string, string>> = {
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "repository policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "registry policy",
};

/** A view of the policy that a resource is; nothing for any other resource. */
export function repositoryPolicyView(resource: ReviewedResource): RepositoryPolicyView | undefined {
  const label = LABELS[resource.type];
  if (label === undefined) return undefined;
  const policy = Reader.of(resource.properties).get("policy");
  return {
    label: `${label} '${resource.name}'`,
    statements: () =>
      listOf(documentOf(policy).get("Statement"))
        .filter((statement) => statement.get("Effect").string() === "Allow")
        .map((statement) => ({
          principals: () => principalsOf(statement),
          conditions: () => conditionsOf(statement.get("Condition")),
        })),
  };
}

/** A policy is a text of JSON, or, in Pulumi, what such a text holds. */
function documentOf(policy: Reader): Reader {
  return orElse(
    () => {
      policy.entries();
      return policy;
    },
    () => policy.json(),
  );
}

/** Where IAM takes a list, it takes one element as well. */
function listOf(reader: Reader): Reader[] {
  return orElse(
    () => reader.list() ?? [],
    () => [reader],
  );
}

function textsOf(reader: Reader): string[] {
  return listOf(reader).flatMap((element) => element.string() ?? []);
}

function principalsOf(statement: Reader): string[] {
  // Everybody but somebody is everybody.
  if (statement.get("NotPrincipal").exists()) return ["*"];
  const principal = statement.get("Principal");
  return orElse(
    () => {
      principal.entries();
      return textsOf(principal.get("AWS"));
    },
    () => textsOf(principal),
  );
}

/** An operator that says what a key is not, or takes one that is missing, holds nobody off. */
function conditionsOf(condition: Reader): { key: string; values: string[] }[] {
  return condition
    .entries()
    .filter(([operator]) => !/Not|IfExists|^Null$|^ForAllValues:/.test(operator))
    .flatMap(([, keys]) =>
      keys.entries().map(([key, values]) => ({ key: key.toLowerCase(), values: textsOf(values) })),
    );
}

/** The second where the first cannot be read as such. */
function orElse<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch (error) {
    if (error instanceof UnreadableLeaf) return second();
    throw error;
  }
}
