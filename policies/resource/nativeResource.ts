import type { NativeForm, NativePart, NativeProperty } from "./nativeForms.js";
import { NATIVE_FORMS } from "./nativeForms.js";
import { NativeNames } from "./nativeNames.js";
import { awsValue, mapOf, plainCopy, removeAt, setAt, valueAt } from "./nativeValue.js";
import { UNKNOWN } from "./reader.js";
import type { ReviewedResource } from "./reviewedResource.js";
import { isMap } from "./secretSignature.js";

/**
 * A resource of the provider AWS Native as those of the provider AWS that rules know, with the names by which messages speak of
 * it; any other resource as it is.
 */
export function withoutNative(resource: ReviewedResource): readonly ReviewedResource[] {
  const form = NATIVE_FORMS[resource.type];
  if (form === undefined) return [resource];
  const inputs = plainCopy(resource.properties);
  const own = renamedResource(resource, form, inputs);
  const parts = (form.parts ?? []).flatMap((part) => partOf(resource, part, inputs) ?? []);
  return [own, ...parts];
}

function renamedResource(
  resource: ReviewedResource,
  form: NativeForm,
  inputs: unknown,
): ReviewedResource {
  const { type, properties: all, attributes } = form;
  const properties = plainCopy(inputs);
  if (attributes) spread(properties, attributes);
  for (const property of all) move(properties, property);
  const names = new NativeNames(form, isMap(inputs) ? Object.keys(inputs) : []);
  return { ...resource, type, properties, names, dependencies: dependenciesOf(resource, all) };
}

/** Nothing where the resource has none of it. */
function partOf(
  resource: ReviewedResource,
  part: NativePart,
  inputs: unknown,
): ReviewedResource | undefined {
  const given = part.properties.filter(
    ({ native }) => valueAt(inputs, native.split(".")) !== undefined,
  );
  if (given.length === 0) return undefined;
  const properties: Record<string, unknown> = { [part.owner]: resource.id ?? UNKNOWN };
  for (const property of given) {
    const value = valueAt(inputs, property.native.split("."));
    setAt(properties, property.aws.split("."), awsValue(value, property));
  }
  return {
    ...resource,
    type: part.type,
    properties,
    id: undefined,
    arn: undefined,
    names: new NativeNames(part, []),
    dependencies: { ...dependenciesOf(resource, given), [part.owner]: [resource.urn] },
  };
}

/** Properties of a list of keys and values, each by itself. */
function spread(properties: unknown, { list, keys }: NonNullable<NativeForm["attributes"]>): void {
  const given = valueAt(properties, [list]);
  const map = Array.isArray(given) ? mapOf(given) : given;
  for (const [key, aws] of Object.entries(keys)) {
    const value = isMap(map) ? map[key] : map;
    if (value !== undefined) setAt(properties, aws.split("."), value);
  }
}

/** Moves a property to the place that the provider AWS has for it, in each element of the lists that it is in. */
function move(holder: unknown, property: NativeProperty): void {
  const [list, native, aws] = splitAtList(property);
  if (list !== undefined) {
    const elements = valueAt(holder, list.split("."));
    if (!Array.isArray(elements)) return;
    for (const element of elements) move(element, { ...property, native, aws });
    return;
  }
  const path = native.split(".");
  const value = awsValue(valueAt(holder, path), property);
  if (value === undefined) return;
  removeAt(holder, path);
  setAt(holder, aws.split("."), value);
}

/** The list that both paths begin with, and what is left of them. */
function splitAtList({ native, aws }: NativeProperty): [string | undefined, string, string] {
  const at = native.indexOf("[].");
  if (at === -1) return [undefined, native, aws];
  return [native.slice(0, at), native.slice(at + 3), aws.slice(aws.indexOf("[].") + 3)];
}

/** What a property depends on is told by its name at the top. */
function dependenciesOf(
  { dependencies = {} }: ReviewedResource,
  properties: readonly NativeProperty[],
): Record<string, readonly string[]> {
  const renamed: Record<string, readonly string[]> = { ...dependencies };
  for (const { native, aws } of properties) {
    const [from = "", to = ""] = [native, aws].map((path) => path.split(/[.[]/, 1)[0] ?? "");
    const urns = dependencies[from];
    if (urns && from !== to) renamed[to] = [...new Set([...(renamed[to] ?? []), ...urns])];
  }
  return renamed;
}
