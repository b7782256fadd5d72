import * as pulumi from "@pulumi/pulumi";

import { secretTextsIn } from "../rules/secretMask.js";

/** All texts and numbers in arguments that a program marks as secret. Outputs that fail or are not known have none. */
export async function secretTextsOf(values: unknown): Promise<string[]> {
  if (typeof values !== "object" || values === null) return [];
  if (pulumi.Output.isInstance(values)) {
    return (await pulumi.isSecret(values)) ? secretTextsIn(await valueOf(values)) : [];
  }
  if (values instanceof Promise) return secretTextsOf(await values.catch(() => undefined));
  // A resource's outputs are read by its own properties, and point back at it.
  if (pulumi.Resource.isInstance(values)) return [];
  const inner = await Promise.all(Object.values(values).map(secretTextsOf));
  return inner.flat();
}

/** Every Output has this method; Pulumi keeps it out of its published types. */
function valueOf(output: pulumi.Output<unknown>): Promise<unknown> {
  const whole = output as unknown as { promise(): Promise<unknown> };
  return whole.promise().catch(() => undefined);
}
