/** What an object had of its own at a moment, so that it can be put back. What its properties hold is not looked into. */
export class ObjectState {
  private readonly properties: Map<PropertyKey, PropertyDescriptor>;
  private readonly isExtensible: boolean;
  private readonly prototype: object | null;

  /** @param except Properties that are left as they are. */
  public constructor(
    private readonly target: object,
    private readonly except: ReadonlySet<PropertyKey> = new Set(),
  ) {
    this.properties = propertiesOf(target, except);
    this.isExtensible = Object.isExtensible(target);
    this.prototype = Object.getPrototypeOf(target) as object | null;
  }

  /** Takes what has come since, and not what has changed. */
  public adopt(before: ReadonlySet<PropertyKey>): void {
    for (const [key, property] of propertiesOf(this.target, this.except)) {
      if (!before.has(key) && !this.properties.has(key)) this.properties.set(key, property);
    }
  }

  /** Puts everything back as it was. False where something cannot be. */
  public restore(): boolean {
    const { target, except, properties } = this;
    let isRestored =
      Object.isExtensible(target) === this.isExtensible &&
      Object.getPrototypeOf(target) === this.prototype;
    for (const key of Reflect.ownKeys(target)) {
      if (properties.has(key) || except.has(key)) continue;
      isRestored = Reflect.deleteProperty(target, key) && isRestored;
    }
    for (const [key, property] of properties) {
      const now = Reflect.getOwnPropertyDescriptor(target, key);
      if (now && isSame(now, property)) continue;
      isRestored = Reflect.defineProperty(target, key, property) && isRestored;
    }
    return isRestored;
  }
}

function propertiesOf(
  target: object,
  except: ReadonlySet<PropertyKey>,
): Map<PropertyKey, PropertyDescriptor> {
  const found = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of Reflect.ownKeys(target)) {
    const property = except.has(key) ? undefined : Reflect.getOwnPropertyDescriptor(target, key);
    if (property) found.set(key, property);
  }
  return found;
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return (
    Object.is(one.value, other.value) &&
    one.get === other.get &&
    one.set === other.set &&
    one.writable === other.writable &&
    one.enumerable === other.enumerable &&
    one.configurable === other.configurable
  );
}
