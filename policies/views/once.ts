/** What a function gives, worked out when it is first asked for. What it throws, it throws each time. */
export function once<T>(make: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: make() };
    return known.value;
  };
}
