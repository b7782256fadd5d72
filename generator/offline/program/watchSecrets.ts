import { createRequire } from "node:module";

import type * as pulumi from "@pulumi/pulumi";

import type { SecretValues } from "../secretValues.js";

type Secret = (value: unknown) => pulumi.Output<unknown>;

/**
 * Notes all values that a program marks as secret by `pulumi.secret`, also those that it never hands to a resource. To be
 * called before the program runs.
 */
export function watchSecrets(sdk: typeof pulumi, secrets: SecretValues): void {
  const load = createRequire(__filename);
  const places = [sdk, load("@pulumi/pulumi/output")] as unknown as { secret: Secret }[];
  for (const place of places) {
    const { secret } = place;
    place.secret = (value) => {
      const output = secret(value);
      const whole = output as unknown as { promise(): Promise<unknown> };
      whole.promise().then(
        (known) => {
          secrets.note(known);
        },
        () => undefined,
      );
      return output;
    };
  }
}

/** Masks secrets in what the program prints, by `console` and by Pulumi's log. */
export function maskPrinted(secrets: SecretValues): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = (chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === "string" ? secrets.maskLong(chunk) : chunk, ...rest);
  }
}
