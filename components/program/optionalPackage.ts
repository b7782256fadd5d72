import { createRequire } from "node:module";

const require_ = createRequire(__filename);

/**
 * Loads a package that only some programs need, at the moment that one does: it costs no start-up time elsewhere, and
 * need not be installed there.
 *
 * @throws {Error} with the install command if the package is missing.
 */
export function loadOptional(name: string, range: string, neededFor: string): unknown {
  try {
    return require_(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    const root = name.split("/").slice(0, 2).join("/");
    throw new Error(`${neededFor} needs ${root}: npm install ${root}@${range}`, { cause: error });
  }
}
