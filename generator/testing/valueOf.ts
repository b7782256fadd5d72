import type * as pulumi from "@pulumi/pulumi";

/**
 * The value of an output, to assert on. It rejects when the output does, where `apply` would leave a test to pass with
 * its assertions never run. A value that is not known in a preview is `undefined`.
 *
 * @throws {Error} what the output failed with.
 */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  // Every Output has this method; Pulumi keeps it out of its published types.
  return (output as unknown as { promise(): Promise<T> }).promise();
}
