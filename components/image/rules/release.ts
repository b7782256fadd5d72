import type { Problem } from "../../rules/problem.js";

/** Why an image cannot be promoted; nothing when it can. Only a digest says which bytes were tested. */
export function promotedUriProblem(uri: string, path: string): Problem | undefined {
  if (/^[^@\s]+@sha256:[0-9a-f]{64}$/.test(uri)) return undefined;
  const reason = `'${path}' must give an image by digest, got ${JSON.stringify(uri)}; the 'uri' of the DockerImage that built it works`;
  return { path, reason };
}

/**
 * Why a release cannot be kept in a parameter of this name; nothing when it can.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export function releaseParameterProblem(name: string, path: string): Problem | undefined {
  const levels = name.split("/").length - 1;
  const legal =
    /^(?:\/[A-Za-z0-9_.-]+)+$|^[A-Za-z0-9_.-]+$/.test(name) &&
    name.length <= 1011 &&
    levels <= 15 &&
    !/^\/?(?:aws|ssm)/i.test(name);
  if (legal) return undefined;
  const reason = `'${path}' must be a name for an SSM parameter: letters, digits, "_", ".", "-", with "/" in front of each of up to 15 levels, and not "aws" or "ssm" first; got ${JSON.stringify(name)}; "/orders/release" works`;
  return { path, reason };
}
