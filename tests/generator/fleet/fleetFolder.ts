import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

/** A folder with a fleet in it, whose programs find the packages of this repository. */
export class FleetFolder {
  public readonly root = realpathSync(mkdtempSync(join(tmpdir(), "slipway-fleet-")));

  public constructor() {
    symlinkSync(join(packageRoot(), "node_modules"), join(this.root, "node_modules"), "dir");
    this.write({ ".gitignore": "node_modules\n" });
  }

  /** The fleet's file. */
  public get file(): string {
    return join(this.root, "fleet.yaml");
  }

  /** @param files Content by path. */
  public write(files: Record<string, string>): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), content);
    }
    return this;
  }

  /** A project with stacks and a program of JavaScript. */
  public project(path: string, stacks: readonly string[], program = ""): this {
    const name = path.replaceAll("/", "-");
    return this.write({
      [`${path}/Pulumi.yaml`]: `name: ${name}\nruntime: nodejs\nmain: index.js\n`,
      [`${path}/index.js`]: program,
      ...Object.fromEntries(
        stacks.map((stack) => [
          `${path}/Pulumi.${stack}.yaml`,
          "config: { aws:region: eu-west-1 }\n",
        ]),
      ),
    });
  }

  /** Commits all of it. */
  public commit(message = "change"): this {
    if (!existsSync(join(this.root, ".git"))) this.git("init", "-q", "-b", "main");
    this.git("add", "-A");
    this.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", message);
    return this;
  }

  public git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8" }).trim();
  }

  public delete(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
