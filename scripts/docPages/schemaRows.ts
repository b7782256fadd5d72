import { cell } from "./markdown.js";

/** A JSON schema, as far as tables show it. */
export interface JsonSchema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  format?: string;
  minLength?: number;
  definitions?: Record<string, JsonSchema>;
}

/** A row for each value of a document at any depth: its path, what it may be, and what it says. */
export function schemaRows(
  root: JsonSchema,
  isLeftOut: (path: string) => boolean = () => false,
): string[][] {
  const rows = new Map<string, string[]>();
  const visit = (schema: JsonSchema, path: string, above: readonly JsonSchema[]): void => {
    const resolved = resolvedIn(root, schema);
    if (above.includes(resolved)) return;
    const within = [...above, resolved];
    const required = resolved.required ?? [];
    for (const [key, property] of Object.entries(resolved.properties ?? {})) {
      const at = path === "" ? key : `${path}.${key}`;
      if (isLeftOut(at)) continue;
      if (!rows.has(at)) rows.set(at, rowOf(root, at, property, required.includes(key)));
      visit(property, at, within);
    }
    if (resolved.items) visit(resolved.items, `${path}[]`, within);
    if (typeof resolved.additionalProperties === "object") {
      visit(resolved.additionalProperties, `${path}.*`.replace(/^\./, ""), within);
    }
    for (const one of [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])]) {
      visit(one, path, within);
    }
  };
  visit(root, "", []);
  return [...rows.values()];
}

function rowOf(root: JsonSchema, path: string, property: JsonSchema, isRequired: boolean) {
  const resolved = resolvedIn(root, property);
  const { default: usual } = resolved;
  const description = property.description ?? resolved.description ?? "";
  const notes = [
    ...(description === "" ? [] : [cell(description)]),
    ...(usual === undefined ? [] : [`Default: \`${JSON.stringify(usual)}\`.`]),
  ];
  return [`\`${path}\`${isRequired ? " (required)" : ""}`, kindOf(root, resolved), notes.join(" ")];
}

/** What a value may be, such as ``"text" or "json"``, or a whole number of at least 1. */
function kindOf(root: JsonSchema, schema: JsonSchema): string {
  const { type, anyOf, oneOf, items, const: only, $ref = "" } = schema;
  if (isOther(schema)) {
    const name = $ref.replace(/\.json.*$/, "");
    return `[\`${name}\`](${name}.md)`;
  }
  const either = anyOf ?? oneOf;
  if (either) {
    const kinds = either.map((one) => kindOf(root, resolvedIn(root, one))).filter(Boolean);
    return [...new Set(kinds)].join(" or ");
  }
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (items) return `list of ${kindOf(root, resolvedIn(root, items)) || "anything"}`;
  const name = [type ?? (schema.properties ? "object" : [])].flat().join(" or ");
  return [name, ...boundsOf(schema)].join(", ");
}

function boundsOf({ minimum, maximum, exclusiveMinimum, format }: JsonSchema): string[] {
  return [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(format === undefined ? [] : [format]),
  ];
}

function isOther({ $ref }: JsonSchema): boolean {
  return $ref !== undefined && /^\w+\.json/.test($ref);
}

/** What a reference within the document stands for. */
function resolvedIn(root: JsonSchema, schema: JsonSchema): JsonSchema {
  // Another document has a page of its own.
  if (schema.$ref === undefined || isOther(schema)) return schema;
  let found: unknown = root;
  for (const key of schema.$ref.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    found = (found as Record<string, unknown> | undefined)?.[decodeURIComponent(key)];
  }
  if (typeof found !== "object" || found === null) {
    throw new Error(`the schema has nothing at ${schema.$ref}`);
  }
  return resolvedIn(root, found);
}
