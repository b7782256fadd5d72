import * as pulumi from "@pulumi/pulumi";

import type { Shape } from "./argumentShape.js";
import { expectedOf } from "./argumentShape.js";
import { kindProblem, SECRET, Unreadable } from "./rules/argumentProblem.js";
import type { Problem } from "../rules/problem.js";

/** Throws a problem. */
export type Fail = (problem: Problem) => void;

/** Where a value was come by. */
interface ReadPlace {
  /** Outputs that it came out of. */
  readonly outputs: readonly pulumi.Output<unknown>[];
}

/** What stops the reading of arguments at any depth: a value, and what is wrong with it. */
class Refusal extends Error {
  constructor(
    readonly value: unknown,
    readonly problemOf: (shown: unknown) => Problem,
  ) {
    super("an argument is refused");
  }
}

/** Reads a value, and throws what is wrong with it: without the value, where that came out of a secret. */
export function attempt<P extends ReadPlace>(fail: Fail, at: P, read: (at: P) => unknown): unknown {
  try {
    return read(at);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (at.outputs.length === 0) {
      fail(told(error));
      return undefined;
    }
    return Promise.all(at.outputs.map((output) => pulumi.isSecret(output))).then((secrets) => {
      fail(secrets.includes(true) ? error.problemOf(SECRET) : told(error));
    });
  }
}

function told({ value, problemOf }: Refusal): Problem {
  try {
    return problemOf(value);
  } catch (error) {
    return problemOf(new Unreadable(error));
  }
}

/** Reads what runs code of the program's own: a getter, or the traps of a proxy. */
export function reading<T>(read: () => T, path: string, shape: Shape): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse(new Unreadable(error), (shown) => kindProblem(path, expectedOf(shape), shown));
  }
}

/** Stops the reading at a value. */
export function refuse(value: unknown, problemOf: (shown: unknown) => Problem): never {
  throw new Refusal(value, problemOf);
}
