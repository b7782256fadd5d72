import { execFileSync, type ExecFileSyncOptions } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { pythonProgram } from "../tests/support/pythonProgram.js";

/** Where what `slipway new` is measured beside is installed, once. */
const CACHE = join(packageRoot(), "node_modules", ".cache", "slipway-bench");

/** What is installed, in which version: the figures of two days are of the same programs. */
const NPM = { "aws-cdk": "2.1148.1", "create-vite": "9.3.0" };
const COOKIECUTTER = "2.7.1";

/** A command that generates a folder `orders` in the one that it runs in. */
export interface Generating {
  title: string;
  command: string;
  parameters: readonly string[];
}

/** One that could not be installed here. */
export interface MissingPeer {
  title: string;
  reason: string;
}

/** A peer as it is to be found. */
interface Peer {
  title: string;
  /** Installs it where it is not, and gives how it is called with a template for cookiecutter. */
  install: (template: string) => Omit<Generating, "title">;
}

const PEERS: readonly Peer[] = [
  {
    title: "cdk init",
    install: () => ({
      command: process.execPath,
      parameters: [
        npmProgram("aws-cdk", "bin/cdk"),
        ...["init", "app", "--language", "typescript", "--generate-only", "--no-notices"],
      ],
    }),
  },
  {
    title: "create-vite",
    install: () => ({
      command: process.execPath,
      parameters: [
        npmProgram("create-vite", "index.js"),
        ...["orders", "--template", "vanilla-ts", "--no-interactive"],
      ],
    }),
  },
  {
    title: "cookiecutter, of the same files",
    install: (template) => ({
      command: pythonProgram("cookiecutter", COOKIECUTTER),
      parameters: ["--no-input", template],
    }),
  },
];

/**
 * Installs what is not there yet.
 *
 * @param template Folder of a template that {@link writeCookiecutterTemplate} has written.
 */
export function installNewPeers(template: string): {
  peers: Generating[];
  missing: MissingPeer[];
} {
  const peers: Generating[] = [];
  const missing: MissingPeer[] = [];
  for (const { title, install } of PEERS) {
    try {
      peers.push({ title, ...install(template) });
    } catch (error) {
      const [reason = ""] = (error as Error).message.trim().split("\n").slice(-1);
      missing.push({ title, reason });
    }
  }
  return { peers, missing };
}

/** What `npm` says goes nowhere but into the reason of a failure. */
const QUIET: ExecFileSyncOptions = { stdio: ["ignore", "ignore", "pipe"] };

/** The path of a program of a package of npm's. */
function npmProgram(name: keyof typeof NPM, program: string): string {
  const folder = join(CACHE, name);
  const file = join(folder, "node_modules", name, program);
  if (existsSync(file)) return file;
  process.stderr.write(`installing ${name} (once)\n`);
  const spec = `${name}@${NPM[name]}`;
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
  mkdirSync(folder, { recursive: true });
  // npm goes up to the next package.json, and this package is no place for it.
  writeFileSync(join(folder, "package.json"), "{}\n");
  execFileSync("npm", ["install", ...flags, spec], { ...QUIET, cwd: folder });
  return file;
}

/**
 * Writes a template of cookiecutter's with the files of our default repository, wherein the service's name is asked for.
 *
 * @param repository The repository, called orders.
 * @param folder Folder of the template, which is made.
 */
export function writeCookiecutterTemplate(repository: string, folder: string): void {
  for (const path of filesOf(repository)) {
    const text = readFileSync(join(repository, path), "utf8");
    const name = "{% endraw %}{{cookiecutter.name}}{% raw %}";
    const file = join(folder, "{{cookiecutter.name}}", path);
    mkdirSync(dirname(file), { recursive: true });
    // What looks like Jinja in a workflow is GitHub's.
    writeFileSync(file, `{% raw %}${text.replaceAll("orders", name)}{% endraw %}`);
  }
  writeFileSync(join(folder, "cookiecutter.json"), '{ "name": "orders" }\n');
}

/** Paths of the files below a folder, without those of git. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .filter((path) => !path.startsWith(`.git${sep}`));
}
