import { createRequire } from "node:module";

import type { Output } from "@pulumi/pulumi";

/** How Pulumi's runtime says what a property of a resource has become. */
type Resolver = (
  value: unknown,
  isKnown: boolean,
  isSecret: boolean,
  resources?: readonly unknown[],
  error?: Error,
) => void;

type Resolvers = Record<string, Resolver>;

interface Rpc {
  transferProperties(onto: object, label: string, props: object): Resolvers;
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
  rpc.transferProperties = (onto, label, props) => {
    const resolvers: Resolvers = {};
    for (const key of Object.keys(props)) {
      // The runtime makes these itself.
      if (key === "id" || key === "urn") continue;
      if (Object.hasOwn(onto, key)) {
        throw new Error(`Property '${key}' is already initialized on target '${label}`);
      }
      const property = new LazyProperty(onto, `${label}.${key}`, outputs, debuggable);
      property.define(key);
      resolvers[key] = (value, isKnown, isSecret, resources = [], error) => {
        // The engine is gone: the runtime ends the program itself.
        if (error && isGrpcError(error)) return;
        property.settle({ value, isKnown, isSecret, resources, error });
      };
    }
    return resolvers;
  };
}

/** A property of a resource, of which there is an output once somebody has read it. */
class LazyProperty {
  private settled: Settled | undefined;
  private tell: ((settled: Settled) => void) | undefined;
  private output: Output<unknown> | undefined;

  public constructor(
    private readonly onto: object,
    private readonly label: string,
    private readonly outputs: Outputs,
    private readonly debuggable: Debuggable,
  ) {}

  public define(key: string): void {
    const place = { enumerable: true, configurable: true };
    Object.defineProperty(this.onto, key, {
      ...place,
      get: () => (this.output ??= this.made()),
      set: (value: unknown) => {
        Reflect.defineProperty(this.onto, key, { ...place, writable: true, value });
      },
    });
  }

  public settle(settled: Settled): void {
    this.settled ??= settled;
    this.tell?.(settled);
  }

  private made(): Output<unknown> {
    const found = this.found();
    const part = <K extends keyof Settled>(key: K): Promise<Settled[K]> =>
      found.then((settled) => settled[key]);
    return new this.outputs.Output(
      this.onto,
      part("value"),
      part("isKnown"),
      part("isSecret"),
      part("resources"),
    );
  }

  private async found(): Promise<Settled> {
    const settled = this.settled ?? (await this.later());
    if (settled.error) throw settled.error;
    return settled;
  }

  private later(): Promise<Settled> {
    const promise = new Promise<Settled>((resolve) => {
      this.tell = resolve;
    });
    return this.debuggable.debuggablePromise(promise, `transferProperty(${this.label})`);
  }
}
