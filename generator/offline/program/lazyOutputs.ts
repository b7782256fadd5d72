import { createRequire } from "node:module";

import type { Output } from "@pulumi/pulumi";

import { oncePerKey } from "../oncePerKey.js";

/** How Pulumi's runtime says what a property of a resource has become. */
type Resolver = (
  value: unknown,
  isKnown: boolean,
  isSecret: boolean,
  resources?: readonly unknown[],
  error?: Error,
) => void;

type Resolvers = Record<string, Resolver>;

/** Says what all properties of a resource have become, those in `values` and the others. */
type ResolveAll = (
  resource: object,
  resolvers: Resolvers,
  type: string,
  name: string,
  values: object,
  ...others: unknown[]
) => void;

interface Rpc {
  transferProperties(onto: object, label: string, props: object): Resolvers;
  resolveProperties: ResolveAll;
}

interface Outputs {
  Output: new (
    onto: object,
    value: Promise<unknown>,
    isKnown: Promise<boolean>,
    isSecret: Promise<boolean>,
    resources: Promise<readonly unknown[]>,
  ) => Output<unknown>;
}

interface Debuggable {
  debuggablePromise<T>(promise: Promise<T>, context: string): Promise<T>;
}

interface Errors {
  isGrpcError: (error: Error) => boolean;
}

/** What a property has become. */
interface Settled {
  value: unknown;
  isKnown: boolean;
  isSecret: boolean;
  resources: readonly unknown[];
  error: Error | undefined;
}

/** What most properties have become that neither the program nor the preview gives a value. */
const OPEN: Settled = {
  value: undefined,
  isKnown: false,
  isSecret: false,
  resources: [],
  error: undefined,
};

/** Where a resource keeps the outputs that nobody has read yet, and its resolvers too. */
const OUTPUTS = Symbol("outputs");

interface WithOutputs {
  [OUTPUTS]: LazyOutputs;
}

/**
 * Has Pulumi's runtime make the output of a resource's property when somebody first reads it. It makes one for each property
 * of each resource, with a dozen promises, and a program reads one in twenty: in a preview of thousands of resources that is
 * half of the memory. To be called before the program runs.
 */
export function makeOutputsLazily(): void {
  const load = createRequire(__filename);
  const rpc = load("@pulumi/pulumi/runtime/rpc") as Rpc;
  // Another version may make them elsewhere.
  if (typeof rpc.transferProperties !== "function") return;
  const parts = [load("@pulumi/pulumi/output"), load("@pulumi/pulumi/runtime/debuggable")];
  const [outputs, debuggable] = parts as [Outputs, Debuggable];
  const { isGrpcError } = load("@pulumi/pulumi/errors") as Errors;
  const runtime: Runtime = { outputs, debuggable, isGrpcError };
  rpc.transferProperties = (onto, label, props) => {
    const own: Record<string, unknown> = { ...props };
    // The runtime makes these itself.
    delete own.id;
    delete own.urn;
    const keys = Object.keys(own);
    const taken = keys.find((key) => Object.hasOwn(onto, key));
    if (taken !== undefined) {
      throw new Error(`Property '${taken}' is already initialized on target '${label}`);
    }
    const lazy = new LazyOutputs(onto, label, keys, runtime);
    Object.defineProperty(onto, OUTPUTS, { value: lazy });
    for (const key of keys) Object.defineProperty(onto, key, accessorOf(key));
    return new Proxy(own, lazy) as Resolvers;
  };
  const resolveAll = rpc.resolveProperties;
  rpc.resolveProperties = (resource, resolvers, type, name, values, ...others) => {
    const lazy = (resolvers as Partial<WithOutputs>)[OUTPUTS];
    resolveAll(resource, lazy?.resolversOf(values) ?? resolvers, type, name, values, ...others);
  };
}

/** Stands for all properties that the engine says nothing of: Pulumi's runtime says the same of each. No property is named so. */
const OTHERS = "\0others";

/** All resources have the same for a property, or V8 would make each a class of its own, with a table. */
const accessorOf = oncePerKey((key): PropertyDescriptor => {
  const place = { enumerable: true, configurable: true };
  return {
    ...place,
    get(this: WithOutputs) {
      return this[OUTPUTS].outputOf(key);
    },
    set(this: WithOutputs, value: unknown) {
      Object.defineProperty(this, key, { ...place, writable: true, value });
    },
  };
});

/** What outputs need of Pulumi. */
interface Runtime extends Errors {
  outputs: Outputs;
  debuggable: Debuggable;
}

/** A property that somebody has read. */
interface ReadProperty {
  output: Output<unknown>;
  /** Says what it has become, where that was not known when it was read. */
  tell: ((settled: Settled) => void) | undefined;
}

/** The properties of a resource, of each of which there is an output once somebody has read it. Gives their resolvers. */
class LazyOutputs implements ProxyHandler<object> {
  /** By the place in `keys`. */
  private readonly settled: (Settled | undefined)[];
  private read: Map<string, ReadProperty> | undefined;
  /** What all have become that are not in `settled`. */
  private others: Settled | undefined;

  public constructor(
    private readonly onto: object,
    private readonly label: string,
    private readonly keys: readonly string[],
    private readonly runtime: Runtime,
  ) {
    this.settled = new Array<Settled | undefined>(keys.length);
  }

  public get(_: object, key: string | typeof OUTPUTS): Resolver | LazyOutputs {
    return key === OUTPUTS ? this : this.resolverOf(key);
  }

  private resolverOf(key: string): Resolver {
    return (value, isKnown, isSecret, resources = [], error) => {
      // The engine is gone: the runtime ends the program itself.
      if (error && this.runtime.isGrpcError(error)) return;
      const isOpen = value === undefined && !isKnown && !isSecret && resources.length === 0;
      const isLikeMost = isOpen && error === undefined;
      this.settle(key, isLikeMost ? OPEN : { value, isKnown, isSecret, resources, error });
    };
  }

  /** Resolvers of the properties that have values, and one for all others. */
  public resolversOf(values: object): Resolvers {
    const found: Resolvers = {};
    for (const key of Object.keys(values)) {
      if (this.keys.includes(key)) found[key] = this.resolverOf(key);
    }
    found[OTHERS] = this.resolverOf(OTHERS);
    return found;
  }

  public outputOf(key: string): Output<unknown> {
    this.read ??= new Map();
    let property = this.read.get(key);
    if (property === undefined) {
      property = this.made(key);
      this.read.set(key, property);
    }
    return property.output;
  }

  private settle(key: string, settled: Settled): void {
    if (key === OTHERS) {
      this.others = settled;
      // Who has heard already hears nothing new. In the runtime's order.
      if (this.read) for (const one of this.keys) this.read.get(one)?.tell?.(settled);
      return;
    }
    const property = this.read?.get(key);
    if (property) property.tell?.(settled);
    else this.settled[this.keys.indexOf(key)] ??= settled;
  }

  private made(key: string): ReadProperty {
    let tell: ReadProperty["tell"];
    const settled =
      this.settled[this.keys.indexOf(key)] ??
      this.others ??
      this.runtime.debuggable.debuggablePromise(
        new Promise<Settled>((resolve) => {
          tell = resolve;
        }),
        `transferProperty(${this.label}.${key})`,
      );
    const found = outcomeOf(settled);
    const part = <K extends keyof Settled>(name: K): Promise<Settled[K]> =>
      found.then((outcome) => outcome[name]);
    const output = new this.runtime.outputs.Output(
      this.onto,
      part("value"),
      part("isKnown"),
      part("isSecret"),
      part("resources"),
    );
    return { output, tell };
  }
}

/** @throws what the property has become in place of a value. */
async function outcomeOf(settled: Settled | Promise<Settled>): Promise<Settled> {
  // Waiting for what is known would have the program go on in another order.
  const outcome = settled instanceof Promise ? await settled : settled;
  if (outcome.error) throw outcome.error;
  return outcome;
}
