/** Gives an object other properties, until what it gives is called. */
export function replaced(target: object, properties: Record<string, unknown>): () => void {
  const before = Object.keys(properties).map(
    (key) => [key, Reflect.getOwnPropertyDescriptor(target, key)] as const,
  );
  Object.assign(target, properties);
  return () => {
    for (const [key, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(target, key);
      else Reflect.defineProperty(target, key, descriptor);
    }
  };
}
