import * as pulumi from "@pulumi/pulumi";

import { maskSecrets } from "../rules/secretMask.js";
import { withoutControls } from "../rules/shownValue.js";

/**
 * An argument that breaks a rule. Its message is one line that names the component, the argument, the rule, the value
 * received and a value that works. Pulumi prints it without a stack, and for remote components beside the property.
 */
export class ArgumentError extends pulumi.InputPropertyError {
  /** What `pulumi.RunError.isInstance` looks for: the host then prints the message alone. */
  public readonly __pulumiRunError = true;

  /**
   * @param component Class of the component, such as `TaskDefinition`.
   * @param name Logical name of the component.
   * @param propertyPath Path of the argument, such as `containers[0].memory`.
   * @param reason The rule, the value received and a value that works, with the argument's name in quotes.
   * @param madeAt Where the component is made: the place that the error's stack tells, also when an output shows the
   * problem long after the program's line has run.
   */
  constructor(
    component: string,
    name: string,
    propertyPath: string,
    reason: string,
    madeAt?: { readonly stack?: string },
  ) {
    // Values of a program stand in it, and no terminal should do what they say.
    super({ propertyPath, reason: withoutControls(`${component} "${name}": ${reason}`) });
    this.name = "ArgumentError";
    const frames = madeAt?.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
    if (frames.length > 0) this.stack = [`${this.name}: ${this.message}`, ...frames].join("\n");
  }

  /** Masks secrets, and what is recognizably a part of one, in all that the error says. */
  public mask(secrets: readonly string[]): void {
    // The argument's own name is no part of a secret that has words of it, such as the ARN of a load balancer.
    const name = `'${this.propertyPath}'`;
    const masked = (text: string): string =>
      text
        .split(name)
        .map((piece) => maskSecrets(piece, secrets, { parts: true }))
        .join(name);
    const { stack = "", message } = this;
    this.reason = masked(this.reason);
    this.message = masked(message);
    this.stack = stack.replace(message, () => this.message);
  }
}
