import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

/** A repository of git with a project in `infra`, whose stacks are dev and prod, and whose program is at the branch main. */
export function gitProject(program: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "slipway-review-")));
  const project = join(root, "infra");
  mkdirSync(project);
  writeFileSync(join(project, "Pulumi.yaml"), "name: jobs\nruntime: nodejs\nmain: index.js\n");
  for (const stack of ["dev", "prod"]) {
    writeFileSync(join(project, `Pulumi.${stack}.yaml`), "config: { aws:region: eu-west-1 }\n");
  }
  symlinkSync(join(packageRoot(), "node_modules"), join(project, "node_modules"), "dir");
  writeFileSync(join(root, ".gitignore"), "node_modules\n");
  changeProgram(root, program);
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "-A"],
    ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "first"],
  ]) {
    execFileSync("git", args, { cwd: root });
  }
  return root;
}

/** Changes the program after the commit. */
export function changeProgram(root: string, program: string): void {
  writeFileSync(join(root, "infra", "index.js"), program);
}
