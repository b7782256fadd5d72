import { createRequire } from "node:module";
import { join } from "node:path";

import type { Registration } from "./engine/recording.js";
import { DEFAULT_REGION } from "./engine/aws/account.js";

/** Parts of AWS whose regions the SDK does not list. */
const UNLISTED = /^(us-iso|eu-iso|eusc-)/;

/** The region that a stack sets, or else the environment, as the AWS provider reads it. */
export function regionOf(config: Record<string, string>): string | undefined {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return config["aws:region"] ?? (AWS_REGION || AWS_DEFAULT_REGION || undefined);
}

/**
 * What is to be said of the regions that a program's resources go to: one is missing, or does not exist.
 *
 * @param directory Folder of the project, whose `@pulumi/aws` lists the regions.
 */
export function regionWarnings(
  registrations: readonly Registration[],
  region: string | undefined,
  stack: string,
  directory: string,
): string[] {
  const usesDefault = registrations.some(
    ({ type, inputs, options }) =>
      type.startsWith("aws:") && inputs.region === undefined && isDefault(options.provider),
  );
  const named = registrations.flatMap(({ type, inputs: { region: own } }) =>
    (type.startsWith("aws:") || type === "pulumi:providers:aws") && typeof own === "string"
      ? [own]
      : [],
  );
  const known = knownRegions(directory);
  const wrong = [
    ...new Set([...(region === undefined || !usesDefault ? [] : [region]), ...named]),
  ].filter(
    (one) => known !== undefined && !known.has(one) && !UNLISTED.test(one) && /^[a-z]/.test(one),
  );
  return [
    ...(usesDefault && region === undefined
      ? [
          `stack ${stack} sets no 'aws:region', and the environment no AWS_REGION: ${DEFAULT_REGION} is assumed, ` +
            `where an update fails; pulumi config set aws:region ${DEFAULT_REGION} --stack ${stack}`,
        ]
      : []),
    ...wrong.map(
      (one) =>
        `'region' must be a region of AWS, got ${one}, which the project's @pulumi/aws does not know; ${DEFAULT_REGION} works`,
    ),
  ];
}

function isDefault(provider: string | undefined): boolean {
  return provider === undefined || /::default(_[\w.]+)?::/.test(provider);
}

function knownRegions(directory: string): Set<string> | undefined {
  try {
    const load = createRequire(join(directory, "package.json"));
    const { Region } = load("@pulumi/aws/types/enums") as { Region: Record<string, string> };
    return new Set(Object.values(Region));
  } catch {
    return undefined;
  }
}
