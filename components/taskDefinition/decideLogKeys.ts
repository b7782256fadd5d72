import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { plainLogKeyProblem } from "./rules/plainLogKey.js";

/**
 * Decides on a log's options, each by itself: none may be a key in plain text.
 *
 * @param path Path of the options.
 * @throws {ArgumentError} if one is.
 */
export function decideLogKeys(
  checks: Checks,
  path: string,
  options: Readonly<Record<string, pulumi.Input<string>>> = {},
): void {
  for (const [name, value] of Object.entries(options)) {
    checks.check(value, (known) => plainLogKeyProblem(path, name, known));
  }
}
