import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "./argumentError.js";
import { checkedArguments } from "./checkedArguments.js";
import { secretTextsOf } from "./secretTexts.js";
import { componentNameProblem } from "../rules/componentName.js";
import type { Problem } from "../rules/problem.js";

/** Checks a component's arguments and names the component in what it throws. */
export class Checks {
  /** The constructor that the program calls and the program's own line; Node writes it out only when it is read. */
  private readonly madeAt: { readonly stack?: string } = {};

  /** @throws {ArgumentError} if the logical name is no name for a component. */
  constructor(
    private readonly component: string,
    private readonly name: string,
  ) {
    Error.captureStackTrace(this.madeAt, Checks);
    const problem = componentNameProblem(name);
    // Programs without types may give anything, and an output has no text.
    if (typeof name !== "string") this.name = "";
    this.fail(problem);
  }

  /**
   * The component's arguments, checked against their own interface, at all depths: before any other rule reads them.
   *
   * @returns Them without what is `undefined` or `null`, with what goes into maps of texts written out. An output in them
   * that turns out to be wrong is a rejected one.
   * @throws {ArgumentError} if an argument is unknown, missing, of the wrong kind, or an output where none can be.
   */
  arguments<T>(args: T): T {
    return checkedArguments(this.component, args, (problem) => {
      this.fail(problem);
    }) as T;
  }

  /** @throws {ArgumentError} if there is a problem. */
  fail(problem: Problem | undefined): void {
    if (problem === undefined) return;
    const { path, reason } = problem;
    throw new ArgumentError(this.component, this.name, path, reason, this.madeAt);
  }

  /**
   * Checks values as early as they are known: at once when all are plain, so that nothing has been registered when there
   * is a problem, else when the outputs in them are.
   *
   * @returns Nothing, for the child that must not be made when there is a problem.
   */
  check<T>(values: T, problem: ProblemOf<T>): pulumi.Output<undefined> {
    return this.decide(values, problem, () => undefined);
  }

  /** Checks values like {@link check}, and gives them. */
  known<T>(values: T, problem: ProblemOf<T>): pulumi.Output<pulumi.Unwrap<T>> {
    return this.decide(values, problem, (known) => known);
  }

  /** Checks values like {@link check}, and gives what `resolve` makes of them. */
  decide<T, R>(
    values: T,
    problem: ProblemOf<T>,
    resolve: (values: pulumi.Unwrap<T>) => R,
  ): pulumi.Output<R> {
    const decided = (known: pulumi.Unwrap<T>): R => {
      this.fail(problem(known));
      return resolve(known);
    };
    if (holdsNoOutput(values)) return settled(decided(values));
    return pulumi.output(values).apply<R>((known) => {
      try {
        return settled(decided(known));
      } catch (error) {
        // Pulumi takes a promise here as well, but not by one signature with an output.
        return rejectedWithoutSecrets(error, values) as unknown as pulumi.Output<R>;
      }
    });
  }
}

/** What is wrong with values, if anything. */
type ProblemOf<T> = (values: pulumi.Unwrap<T>) => Problem | undefined;

/** An error about values that turned out to be wrong, without those of them that are secret. */
async function rejectedWithoutSecrets(error: unknown, values: unknown): Promise<never> {
  if (error instanceof ArgumentError) error.mask(await secretTextsOf(values));
  throw error;
}

/** A value that holds no output, as an output of itself. */
function settled<R>(value: R): pulumi.Output<R> {
  return pulumi.Output.create<unknown>(value) as pulumi.Output<R>;
}

/** Whether a value holds no output and no promise, at any depth. */
function holdsNoOutput<T>(value: T): value is T & pulumi.Unwrap<T> {
  if (typeof value !== "object" || value === null) return true;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every((inner: unknown) => holdsNoOutput(inner));
}
