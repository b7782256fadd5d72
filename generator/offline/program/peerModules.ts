import { existsSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";

import { packageRoot } from "../../project/packageRoot.js";
import { beginningOf } from "../../project/readInputFile.js";

/** Node's resolver of CommonJS modules, which it lets be replaced without listing it in its types. */
interface Resolver {
  _resolveFilename: (
    this: unknown,
    request: string,
    parent: NodeJS.Module | undefined,
    isMain: boolean,
    options?: { paths?: string[] },
  ) => string;
}

/**
 * Makes this package use the project's copy of `@pulumi/…`, its peers. They are one copy anyway unless this package is
 * linked into the project, as a checkout is: then Node would load the checkout's copy beside the project's.
 *
 * @param projectDirectory Folder of the project whose program runs in this process.
 */
export function installPeerModules(projectDirectory: string): void {
  const manifest = join(projectDirectory, "package.json");
  // Node's resolver reads it, and would wait for a pipe.
  if (existsSync(manifest)) beginningOf(manifest, 0);
  const fromProject = createRequire(manifest);
  if (pathOfPulumi(fromProject) === pathOfPulumi(createRequire(__filename))) return;

  const resolver = Module as unknown as Resolver;
  const resolve = resolver._resolveFilename;
  const root = packageRoot();
  resolver._resolveFilename = function (request, parent, isMain, options) {
    if (request.startsWith("@pulumi/") && parent?.filename.startsWith(root) === true) {
      try {
        return fromProject.resolve(request);
      } catch {
        // The project does not have this one: this package's own will do.
      }
    }
    return resolve.call(this, request, parent, isMain, options);
  };
}

function pathOfPulumi(require_: NodeJS.Require): string | undefined {
  try {
    return require_.resolve("@pulumi/pulumi/package.json");
  } catch {
    return undefined;
  }
}
