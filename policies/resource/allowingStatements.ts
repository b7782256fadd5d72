import type { Reader } from "./reader.js";
import { UnreadableLeaf } from "./reader.js";

/** A statement that lets somebody do something. Each read throws `UnknownLeaf` where its value is not known. */
export interface AllowingStatement {
  /** Accounts, roles and users of AWS, or `*` for everybody; services are none of them. */
  principals(): string[];
  /** Services of AWS, such as `ecs-tasks.amazonaws.com`; `*` for all but some. */
  services(): string[];
  /** Who signs in elsewhere, such as by `token.actions.githubusercontent.com`. */
  federated(): string[];
  /** Condition keys that must have a value, in lower case, with the values. */
  conditions(): { key: string; values: string[] }[];
  actions(): string[];
  /** Whether it allows all actions but some. */
  hasNotAction(): boolean;
  resources(): string[];
  /** Whether it is for all resources but some. */
  hasNotResource(): boolean;
}

/** The statements of a policy that allow something. @throws {UnknownLeaf} if the policy is not known. */
export function allowingStatements(policy: Reader): AllowingStatement[] {
  return listOf(documentOf(policy).get("Statement"))
    .filter((statement) => statement.get("Effect").string() === "Allow")
    .map((statement) => ({
      principals: () => principalsOf(statement, "AWS"),
      services: () => principalsOf(statement, "Service"),
      federated: () => principalsOf(statement, "Federated"),
      conditions: () => conditionsOf(statement.get("Condition")),
      actions: () => textsOf(statement.get("Action")),
      hasNotAction: () => statement.get("NotAction").exists(),
      resources: () => textsOf(statement.get("Resource")),
      hasNotResource: () => statement.get("NotResource").exists(),
    }));
}

/** Condition keys that narrow everybody down to somebody, in lower case. */
const NARROWING = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
]);

/** Whether a statement lets in everybody, whoever that is. */
export function letsInEverybody(statement: AllowingStatement): boolean {
  const isNarrowed = () =>
    statement
      .conditions()
      .some(({ key, values }) => NARROWING.has(key) && values.every((value) => /[^*]/.test(value)));
  return statement.principals().some((principal) => principal.includes("*")) && !isNarrowed();
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
function listOf(reader: Reader): readonly Reader[] {
  return orElse(
    () => reader.list() ?? [],
    () => [reader],
  );
}

function textsOf(reader: Reader): string[] {
  return listOf(reader).flatMap((element) => element.string() ?? []);
}

function principalsOf(statement: Reader, kind: "AWS" | "Federated" | "Service"): string[] {
  // Everybody but somebody is everybody.
  if (statement.get("NotPrincipal").exists()) return kind === "Federated" ? [] : ["*"];
  const principal = statement.get("Principal");
  return orElse(
    () => {
      principal.entries();
      return textsOf(principal.get(kind));
    },
    // "*" alone is everybody, services among them.
    () => (kind === "Federated" ? [] : textsOf(principal)),
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
