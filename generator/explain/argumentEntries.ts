import type { Entry } from "./explanation.js";
import type { ComponentReference, DescribedProperty } from "./reference.js";

/** What `slipway explain` tells of components, their arguments and their outputs. */
export function argumentEntries({ components, properties }: ComponentReference): Entry[] {
  return [
    ...components.map((component) => componentEntry(component, properties)),
    ...properties.map(propertyEntry),
  ];
}

function componentEntry(
  { name, description }: ComponentReference["components"][number],
  properties: readonly DescribedProperty[],
): Entry {
  const own = new RegExp(`^${name}\\.\\w+$`);
  const named = (kind: DescribedProperty["kind"]) =>
    properties
      .filter((one) => one.kind === kind)
      .flatMap(({ paths }) => paths.filter((path) => own.test(path)))
      .map((path) => path.slice(name.length + 1));
  const details = {
    arguments: named("argument").join(", "),
    outputs: named("output").join(", "),
  };
  return {
    explanation: { kind: "component", name, description, details },
    names: [`slipway:index:${name}`],
  };
}

function propertyEntry(property: DescribedProperty): Entry {
  const { kind, paths, type, description, isRequired, isPlain, values, url } = property;
  const [name = "", ...others] = paths;
  const details = {
    type,
    ...(values.length > 0 && { values: values.join(", ") }),
    ...(kind === "argument" && {
      required: isRequired ? "yes" : "no",
      ...(property.default !== undefined && { default: property.default }),
      takes: isPlain ? "a plain value, known when the program runs" : "a value or an output",
    }),
    ...(others.length > 0 && { also: others.join(", ") }),
  };
  return {
    explanation: { kind, name, description, details, ...(url !== undefined && { url }) },
    names: values.map((value) => value.toLowerCase()),
    paths,
  };
}
