import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "./argumentError.js";
import { componentNameProblem } from "../rules/componentName.js";
import type { Problem } from "../rules/problem.js";

/** Checks a component's arguments and names the component in what it throws. */
export class Checks {
  /** @throws {ArgumentError} if the logical name is no name for a component. */
  constructor(
    private readonly component: string,
    private readonly name: string,
  ) {
    const reason = componentNameProblem(name);
    if (reason !== undefined) this.fail({ path: "name", reason });
  }

  /** @throws {ArgumentError} if there is a problem. */
  fail(problem: Problem | undefined): void {
    if (problem === undefined) return;
    throw new ArgumentError(this.component, this.name, problem.path, problem.reason);
  }

  /**
   * Decides on arguments as early as they are known: at once when all are plain, so that nothing has been registered
   * when the decision fails, else when the outputs in them are.
   *
   * @returns What `resolve` makes of the values, for the child that needs it: a problem then stops that child.
   */
  whenKnown<T, R>(
    values: T,
    problem: (values: pulumi.Unwrap<T>) => Problem | undefined,
    resolve: (values: pulumi.Unwrap<T>) => R,
  ): pulumi.Output<R> {
    const decide = (known: pulumi.Unwrap<T>): R => {
      this.fail(problem(known));
      return resolve(known);
    };
    if (isPlain(values)) return settled(decide(values));
    return pulumi.output(values).apply<R>((known) => settled(decide(known)));
  }
}

/** A value that holds no output, as an output of itself. */
function settled<R>(value: R): pulumi.Output<R> {
  return pulumi.Output.create<unknown>(value) as pulumi.Output<R>;
}

/** Whether a value holds no output and no promise, at any depth. */
function isPlain<T>(value: T): value is T & pulumi.Unwrap<T> {
  if (typeof value !== "object" || value === null) return true;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every((inner: unknown) => isPlain(inner));
}
