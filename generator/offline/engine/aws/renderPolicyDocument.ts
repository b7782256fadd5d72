import type { PropertyMap } from "../../wireValue.js";

/**
 * Renders the policy document that `aws.iam.getPolicyDocument` describes, as the provider does: one value for a list of
 * one, several for a longer one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function renderPolicyDocument(args: PropertyMap): string {
  const document: PropertyMap = { Version: args.version ?? "2012-10-17" };
  if (args.policyId !== undefined) document.Id = args.policyId;
  document.Statement = maps(args.statements).map(renderStatement);
  return JSON.stringify(document, undefined, 2);
}

function renderStatement(statement: PropertyMap): PropertyMap {
  const rendered: PropertyMap = {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    Action: oneOrMore(statement.actions),
    NotAction: oneOrMore(statement.notActions),
    Resource: oneOrMore(statement.resources),
    NotResource: oneOrMore(statement.notResources),
    Principal: renderPrincipals(statement.principals),
    NotPrincipal: renderPrincipals(statement.notPrincipals),
    Condition: renderConditions(statement.conditions),
  };
  return Object.fromEntries(Object.entries(rendered).filter(([, value]) => value !== undefined));
}

function renderPrincipals(principals: unknown): unknown {
  const list = maps(principals);
  if (list.length === 0) return undefined;
  if (list.some(({ type, identifiers }) => type === "*" && oneOrMore(identifiers) === "*")) {
    return "*";
  }
  return Object.fromEntries(
    list.map(({ type, identifiers }) => [String(type), oneOrMore(identifiers)]),
  );
}

function renderConditions(conditions: unknown): unknown {
  const list = maps(conditions);
  if (list.length === 0) return undefined;
  const rendered: Record<string, PropertyMap> = {};
  for (const { test, variable, values } of list) {
    (rendered[String(test)] ??= {})[String(variable)] = oneOrMore(values);
  }
  return rendered;
}

function oneOrMore(values: unknown): unknown {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const list: unknown[] = values;
  return list.length === 1 ? list[0] : list;
}

function maps(value: unknown): PropertyMap[] {
  return Array.isArray(value) ? (value as PropertyMap[]) : [];
}
