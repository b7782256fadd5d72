import fc from "fast-check";

/** A number that is often legal, often at an edge, and sometimes anything. */
export function near(...legal: number[]): fc.Arbitrary<number> {
  const edges = legal.flatMap((value) => [value - 1, value + 1]);
  return fc.oneof(
    { weight: 90, arbitrary: fc.constantFrom(...legal) },
    { weight: 2, arbitrary: fc.constantFrom(...edges, 0, -1, 0.5) },
    { weight: 1, arbitrary: fc.integer() },
  );
}

/** A text that is often one of these, and sometimes anything. */
export function text(...legal: string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...legal) },
    { weight: 1, arbitrary: fc.string({ maxLength: 150, unit: "grapheme" }) },
  );
}

/** A list of a few. */
export function few<T>(item: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> {
  return fc.array(item, { maxLength });
}

/** Arguments of which those that are not required are mostly missing, so that one illegal draw hides few others. */
export function some(
  model: Record<string, fc.Arbitrary<unknown>>,
  ...required: string[]
): fc.Arbitrary<Record<string, unknown>> {
  const optional = Object.keys(model).filter((key) => !required.includes(key));
  return fc
    .tuple(fc.record(model), fc.subarray(optional, { maxLength: Math.ceil(optional.length / 3) }))
    .map(([values, chosen]) =>
      Object.fromEntries([...required, ...chosen].map((key) => [key, values[key]])),
    );
}

/** Arguments to which those of a second kind, which seldom go with the first, are added once in a while. */
export function seldom(
  usual: fc.Arbitrary<Record<string, unknown>>,
  rare: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(usual, some(rare), fc.nat({ max: 15 }))
    .map(([args, more, choice]) => (choice === 0 ? { ...args, ...more } : args));
}
