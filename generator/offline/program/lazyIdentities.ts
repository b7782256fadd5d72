import { createRequire } from "node:module";

import type { Output } from "@pulumi/pulumi";

type Value = string | undefined;

/** What an output is made of: its resource, its value, whether that is known and secret, and all its resources. */
type Parts = [
  resource: object,
  value: Promise<Value>,
  isKnown: Promise<boolean>,
  isSecret: Promise<boolean>,
  resources: Promise<object>,
];

/** An output as the runtime keeps it. */
interface Inner {
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  allResources: () => Promise<Set<object>>;
  promise: (withUnknowns?: boolean) => Promise<Value>;
}

interface OutputClass {
  new (...parts: Parts): Output<Value> & Inner;
  getPromisedValue?(value: Promise<Value>, withUnknowns?: boolean): Promise<Value>;
}

type Register = (
  resource: object,
  parent: unknown,
  type: string,
  name: string,
  isCustom: boolean,
  ...others: unknown[]
) => void;

/** What an engine names a resource by. */
type Key = "urn" | "id";

/** Where a resource keeps these before somebody reads them. */
const UNREAD = Symbol("unread");

interface WithUnread {
  [UNREAD]: Record<Key, Unread | undefined>;
}

/**
 * Has Pulumi's runtime make the outputs `urn` and `id` of a resource when somebody first reads them: each takes some twenty
 * promises, and a program reads them of few of its resources. To be called before the program runs.
 */
export function makeIdentitiesLazily(): void {
  const load = createRequire(__filename);
  const runtime = load("@pulumi/pulumi/runtime/resource") as { registerResource: Register };
  const outputs = load("@pulumi/pulumi/output") as { Output: OutputClass };
  const { registerResource } = runtime;
  const { Output } = outputs;
  // Another version may make them elsewhere, or otherwise.
  if (typeof registerResource !== "function" || Output.getPromisedValue === undefined) return;
  const Later = new Proxy(Output, {
    construct: (_, parts: Parts) => new Unread(parts, Output),
  });
  runtime.registerResource = (resource, parent, type, name, isCustom, ...others) => {
    // To make what is there already another kind of property has V8 keep the whole resource as a table.
    Object.defineProperty(resource, UNREAD, { value: { urn: undefined, id: undefined } });
    Object.defineProperty(resource, "urn", ACCESSORS.urn);
    if (isCustom) Object.defineProperty(resource, "id", ACCESSORS.id);
    // Until it waits for the first time, the runtime makes no outputs but these.
    outputs.Output = Later;
    try {
      registerResource(resource, parent, type, name, isCustom, ...others);
    } finally {
      outputs.Output = Output;
    }
  };
}

const ACCESSORS = { urn: accessorOf("urn"), id: accessorOf("id") };

function accessorOf(key: Key): PropertyDescriptor {
  const place = { enumerable: true, configurable: true };
  return {
    ...place,
    get(this: WithUnread) {
      return this[UNREAD][key]?.output;
    },
    set(this: WithUnread, value: unknown) {
      if (value instanceof Unread) this[UNREAD][key] = value;
      else Object.defineProperty(this, key, { ...place, writable: true, value });
    },
  };
}

/** An output that nobody has read yet. */
class Unread {
  private made: (Output<Value> & Inner) | undefined;
  private settled: { value: Value } | undefined;

  public constructor(
    private readonly parts: Parts,
    private readonly outputClass: OutputClass,
  ) {
    // Where it fails nobody hears of it but by this promise.
    void parts[1].then((value) => {
      this.settled = { value };
    });
  }

  public get output(): Output<Value> {
    this.made ??= this.settled
      ? this.known(this.settled.value)
      : new this.outputClass(...this.parts);
    return this.made;
  }

  /** An output that was made long ago has its value at hand: who reads it shall not wait longer for one that is made now. */
  private known(value: Value): Output<Value> & Inner {
    const { outputClass } = this;
    const output = new outputClass(...this.parts);
    const done = Promise.resolve({ value, resources: new Set([this.parts[0]]) });
    output.isKnown = Promise.resolve(value !== undefined);
    output.isSecret = Promise.resolve(false);
    output.allResources = () => done.then(({ resources }) => resources);
    output.promise = (withUnknowns) => {
      const known = done.then((of) => of.value);
      return outputClass.getPromisedValue?.(known, withUnknowns) ?? known;
    };
    return output;
  }
}
