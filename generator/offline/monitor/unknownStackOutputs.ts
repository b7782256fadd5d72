import type * as pulumi from "@pulumi/pulumi";

/**
 * Makes a StackReference give an unknown value for an output that nothing is known of, so that the program goes on as
 * it does in a preview of a stack whose platform is yet to be deployed. Pulumi's own gives `undefined`, or fails.
 */
export function installUnknownStackOutputs({
  StackReference,
  all,
  output,
  unknown,
}: typeof pulumi): void {
  const read = function (
    this: pulumi.StackReference,
    name: pulumi.Input<string>,
  ): pulumi.Output<unknown> {
    return all([output(name), this.outputs]).apply(([key, outputs]): unknown =>
      Object.hasOwn(outputs, key) ? (outputs as Record<string, unknown>)[key] : unknown,
    );
  };
  StackReference.prototype.getOutput = read;
  StackReference.prototype.requireOutput = read;
}
