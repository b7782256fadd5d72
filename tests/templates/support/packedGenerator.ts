import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { TemplateCase } from "../../generator/scaffold/templateCases.js";
import { pack, run } from "../../package/support/packed.js";

/** A service that was there before, for a repository without an application of the template's. */
const DOCKERFILE = 'FROM scratch\nCOPY shop /shop\nUSER 65532\nEXPOSE 9000\nCMD ["/shop"]\n';

/** Writes files, texts by path, into a folder. */
export function writeTexts(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** So many characters a service's name may have. */
const LONGEST_NAME = 39;

/** The generator, installed from the packed tarball as a user would. */
export class PackedGenerator {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-templates-")));
  /** The installed packages by the lock that they were installed from. */
  readonly #installed = new Map<string, string>();

  constructor() {
    const tarball = pack(this.#folder);
    mkdirSync(this.#path("app"), { recursive: true });
    writeFileSync(this.#path("app/Dockerfile"), DOCKERFILE);
    writeFileSync(this.#path("app/shop"), "#!/bin/sh\n", { mode: 0o755 });
    // Generating needs none of the peers.
    run(this.#path(), "npm", "install", "--omit=peer", `../${tarball}`);
  }

  #path(name = ""): string {
    return join(this.#folder, "work", name);
  }

  /** Makes the repository of a case, and gives its folder. */
  make({ name, template, answers }: TemplateCase): string {
    const folder = name.toLowerCase().replace(/\W+/g, "-").slice(0, LONGEST_NAME).replace(/-$/, "");
    const flags = Object.entries(answers).flatMap(([key, value]) =>
      key === "language" && value === "none"
        ? ["--dockerfile", "app/Dockerfile"]
        : [`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, String(value)],
    );
    run(this.#path(), "npx", "slipway", "new", folder, "--yes", "--template", template, ...flags);
    return this.#path(folder);
  }

  /**
   * Installs what the repository's lock says. One whose lock is that of another but for its name shares the other's folder of
   * packages.
   *
   * @throws if npm itself would write another lock.
   */
  install(repository: string): void {
    const path = join(repository, "package-lock.json");
    const text = readFileSync(path, "utf8");
    const { name } = JSON.parse(text) as { name: string };
    const lock = text.replaceAll(`"name": ${JSON.stringify(name)}`, '"name": ""');
    const other = this.#installed.get(lock);
    if (other !== undefined) {
      symlinkSync(join(other, "node_modules"), join(repository, "node_modules"));
      return;
    }
    run(repository, "npm", "ci");
    run(repository, "npm", "install", "--package-lock-only");
    if (readFileSync(path, "utf8") !== text) throw new Error(`npm changes the lock of ${name}`);
    this.#installed.set(lock, repository);
  }

  /** The image's stage of a program in TypeScript: its own packages, compiled without its types. */
  compile(repository: string, tsc: string): void {
    run(repository, "npm", "ci", "--omit=dev");
    if (existsSync(join(repository, "node_modules/slipway"))) {
      throw new Error("slipway is among the packages of the program");
    }
    run(repository, process.execPath, tsc, "-p", ".", "--noCheck", "--types", "null");
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
