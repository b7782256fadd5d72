import * as pulumi from "@pulumi/pulumi";

/**
 * One field of a reference as it stands: plain where the reference and the field are. A reference is a plain object
 * whose fields may be outputs, or, when it comes from another stack, an output as a whole. Reading a field by itself
 * keeps it known when another field is not.
 */
export function rawField<T extends object, K extends keyof T>(
  reference: pulumi.Input<T>,
  key: K,
): T[K] | pulumi.Output<pulumi.Unwrap<T[K]>> {
  if (isPlain(reference)) return reference[key];
  // Unwrap<T> has T's keys; TypeScript cannot see that of a type parameter.
  const known = pulumi.output(reference) as pulumi.Output<unknown> as pulumi.Output<{
    [key in K]: pulumi.Unwrap<T[K]>;
  }>;
  return known.apply((fields) => fields[key]);
}

/** One field of a reference as an output. */
export function field<T extends object, K extends keyof T>(
  reference: pulumi.Input<T>,
  key: K,
): pulumi.Output<pulumi.Unwrap<T[K]>> {
  const value: unknown = rawField(reference, key);
  return pulumi.output(value) as pulumi.Output<unknown> as pulumi.Output<pulumi.Unwrap<T[K]>>;
}

/** Whether a value is neither an output nor a promise; what is in it may be. */
export function isPlain<T>(
  value: T,
): value is Exclude<T, pulumi.OutputInstance<unknown> | Promise<unknown>> {
  return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}
