import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../project/packageRoot.js";
import type { PackageManifest } from "./packageLock.js";

/** `package.json` of this package. */
export function ownManifest(): PackageManifest {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as PackageManifest;
}
