/** Whether two plain values differ; the order of a map's keys is not a difference. */
export function isDifferent(a: unknown, b: unknown): boolean {
  return JSON.stringify(inOrder(a)) !== JSON.stringify(inOrder(b));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}
