import { realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The packages that a process has loaded for good, which all its programs have to have. */
const KEPT_PACKAGES = [
  ...["@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/docker", "@pulumi/docker-build"],
  "slipway",
];

/** What tells projects apart that cannot share a process: where their copies of Pulumi's packages really are. */
export function packageKey(directory: string): string {
  const manifest = join(directory, "package.json");
  // Node's resolver reads it, and would wait for a pipe. The preview refuses such a project.
  if (statSync(manifest, { throwIfNoEntry: false })?.isFile() === false) return "none";
  const require_ = createRequire(manifest);
  return JSON.stringify(
    KEPT_PACKAGES.map((name) => {
      try {
        return dirname(realpathSync(require_.resolve(`${name}/package.json`)));
      } catch {
        return null;
      }
    }),
  );
}
