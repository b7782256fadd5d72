"use strict";

// The package schema as programs in other languages get it: references, such as the `ref` of a Cluster, are taken from any
// output. Programs read them from another stack, whose outputs have no types, and from components; and Go, C# and Java make two
// types of each shape, one for inputs and one for outputs, of which neither goes where the other is asked for.
const ANY = "pulumi.json#/Any";

/**
 * @param derived The schema that Pulumi's analyzer makes, which stays as it is: parts of it are the analysis.
 */
module.exports = function publishedSchema(derived) {
  const schema = structuredClone(derived);
  const references = new Set();
  for (const { properties } of Object.values(schema.resources)) {
    if (properties.ref === undefined) continue;
    references.add(properties.ref.$ref);
    properties.ref.$ref = ANY;
  }
  const shapes = [
    ...Object.values(schema.resources).map(({ inputProperties }) => inputProperties),
    ...Object.entries(schema.types)
      // What a reference holds is no argument by itself.
      .filter(([name]) => !references.has(`#/types/${name}`))
      .map(([, { properties }]) => properties ?? {}),
  ];
  for (const property of shapes.flatMap((shape) => Object.values(shape)))
    widen(property, references);
  return schema;
};

function widen(property, references) {
  for (const inner of [property.items, property.additionalProperties]) {
    if (inner !== undefined) widen(inner, references);
  }
  if (!references.has(property.$ref)) return;
  property.oneOf = [{ type: "object", $ref: property.$ref }, { $ref: ANY }];
  delete property.$ref;
}
