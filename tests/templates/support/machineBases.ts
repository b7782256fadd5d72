import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
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

import type { Answers } from "../../../generator/scaffold/answers.js";
import { run } from "../../package/support/packed.js";

/** A language that has a base image. */
export type ImageLanguage = Exclude<NonNullable<Answers["language"]>, "none">;

/** What the Dockerfiles of templates run beside the language's own programs. */
const PROGRAMS = ["sh", "env", "mkdir", "install"];
/** Where Debian and the images of the languages have certificates of authorities. */
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
/** Packages of Go that an HTTP service and a job are made of: compiled once, and not again in each image. */
const GO_PACKAGES = ["net/http", "log/slog", "encoding/json", "flag", "os/signal"];

/** A folder that becomes the root of a base image: programs of this machine, with the libraries that they load. */
class RootFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "slipway-base-")));

  constructor() {
    // Whoever runs the program has to read it all, and temporary folders are their owner's.
    chmodSync(this.path, 0o755);
    for (const folder of ["tmp", "root", "etc", "usr/local/bin", "usr/bin"]) this.folder(folder);
    chmodSync(join(this.path, "tmp"), 0o1777);
    for (const program of PROGRAMS) {
      const found = run(this.path, "sh", "-c", `command -v ${program}`).trim();
      this.program(found, `/bin/${program}`);
      // npm's first line names this one.
      if (program === "env") this.program(found, "/usr/bin/env");
    }
    const users = ["root:x:0:0::/root:/bin/sh", "node:x:1000:1000::/home/node:/bin/sh"];
    writeFileSync(join(this.path, "etc/passwd"), `${users.join("\n")}\n`);
    writeFileSync(join(this.path, "etc/group"), "root:x:0:\nnode:x:1000:\n");
    const certificates = process.env.SSL_CERT_FILE ?? CERTIFICATES;
    this.folder(dirname(CERTIFICATES));
    if (existsSync(certificates)) copyFileSync(certificates, join(this.path, CERTIFICATES));
  }

  folder(path: string): string {
    const folder = join(this.path, path);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  program(from: string, to: string): void {
    this.folder(dirname(to));
    copyFileSync(from, join(this.path, to));
    this.libraries(from);
  }

  /** What the dynamic loader finds for a program or a module; nothing for a static one. */
  libraries(file: string): void {
    let lines: string;
    try {
      lines = run(this.path, "ldd", file);
    } catch {
      return;
    }
    for (const [library] of lines.matchAll(/\/\S+/g)) {
      if (!existsSync(library) || existsSync(join(this.path, library))) continue;
      this.folder(dirname(library));
      copyFileSync(library, join(this.path, library));
    }
  }

  /** What wheels name that were made for an older glibc: by now these are empty, and no program of this machine needs them. */
  partsOfLibc(): void {
    const libc = /\/\S+\/libc\.so\.6/.exec(run(this.path, "ldd", process.execPath))?.[0];
    if (libc === undefined) return;
    for (const name of ["librt.so.1", "libdl.so.2", "libpthread.so.0", "libutil.so.1"]) {
      const part = join(dirname(libc), name);
      if (existsSync(part)) copyFileSync(part, join(this.path, part));
    }
  }

  tree(from: string, to: string, leavesOut: RegExp): void {
    cpSync(from, this.folder(to), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !leavesOut.test(path.slice(from.length)),
    });
  }

  link(target: string, path: string): void {
    symlinkSync(target, join(this.path, path));
  }

  script(path: string, text: string): void {
    writeFileSync(join(this.path, path), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
}

/** Lays a language into a root folder, and gives the environment that its images set. */
const LANGUAGES: Record<ImageLanguage, (root: RootFolder) => Record<string, string>> = {
  typescript(root) {
    root.program(process.execPath, "/usr/local/bin/node");
    const npm = join(run(root.path, "npm", "root", "--global").trim(), "npm");
    root.tree(realpathSync(npm), "/usr/local/lib/node_modules/npm", /\/(?:docs|man)(?:\/|$)/);
    root.link("../lib/node_modules/npm/bin/npm-cli.js", "/usr/local/bin/npm");
    const registry = run(root.path, "npm", "config", "get", "registry").trim();
    return { NPM_CONFIG_REGISTRY: registry, NODE_EXTRA_CA_CERTS: CERTIFICATES };
  },
  python(root) {
    const [prefix = "", version = ""] = run(
      root.path,
      "python3",
      "-c",
      "import sys, pip; print(sys.base_prefix); print('python%d.%d' % sys.version_info[:2])",
    ).split("\n");
    root.program(join(prefix, "bin", version), `/usr/local/bin/${version}`);
    for (const name of ["python", "python3"]) root.link(version, `/usr/local/bin/${name}`);
    root.script("/usr/local/bin/pip", 'exec python -m pip "$@"');
    const modules = join(prefix, "lib", version);
    const leavesOut =
      /^\/(?:test|idlelib|ensurepip|config-[^/]*|(?:site|dist)-packages\/(?!pip(?:[-/]|$))[^/]+)(?:\/|$)|__pycache__/;
    root.tree(modules, `/usr/local/lib/${version}`, leavesOut);
    const loaded = run(root.path, "find", join(modules, "lib-dynload"), "-name", "*.so").trim();
    for (const module of loaded.split("\n")) root.libraries(module);
    // glibc loads libgcc_s when a thread ends, which no program of C names: Node.js does.
    root.libraries(process.execPath);
    root.partsOfLibc();
    return { PIP_CERT: CERTIFICATES, ...pipIndex(root) };
  },
  go(root) {
    const names = ["GOROOT", "GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOSUMDB"];
    const { GOROOT = "", ...registries } = JSON.parse(
      run(root.path, "go", "env", "-json", ...names),
    ) as Record<string, string>;
    root.tree(GOROOT, GOROOT, /^\/(?:api|doc|misc|test|src\/cmd)(?:\/|$)|\/testdata$|_test\.go$/);
    root.libraries(join(GOROOT, "bin/go"));
    const cache = root.folder("/root/.cache/go-build");
    const build = ["go", "build", "-trimpath", ...GO_PACKAGES];
    run(root.path, "env", `GOCACHE=${cache}`, "CGO_ENABLED=0", ...build);
    const path = [join(GOROOT, "bin"), "/usr/local/bin", "/usr/bin", "/bin"].join(":");
    return { PATH: path, GOTOOLCHAIN: "local", ...registries };
  },
};

function pipIndex(root: RootFolder): Record<string, string> {
  try {
    const index = run(root.path, "python3", "-m", "pip", "config", "get", "global.index-url");
    return { PIP_INDEX_URL: index.trim() };
  } catch {
    // pip fails for a setting that nobody made.
    return {};
  }
}

/**
 * Base images with the languages of this machine, for a machine that no public registry answers: `docker import` makes each
 * of a few programs, their libraries, and the settings of where packages come from.
 */
export class MachineBases {
  readonly #tags = new Map<ImageLanguage, string>();

  /** @param label Every image of these bases has it. */
  constructor(private readonly label: string) {}

  /** The tag of a language's base image, which is made when it is asked for first. */
  of(language: ImageLanguage): string {
    const made = this.#tags.get(language);
    if (made !== undefined) return made;
    const tag = `${this.label}-${language}`;
    const root = new RootFolder();
    try {
      const environment = Object.entries(LANGUAGES[language](root))
        .filter(([, value]) => value !== "")
        .map(([name, value]) => `ENV ${name}=${JSON.stringify(value)}`);
      const changes = [`LABEL ${this.label}=`, ...environment].flatMap((line) => [
        "--change",
        line,
      ]);
      const pipe = 'tar --owner=0 --group=0 -C "$0" -c . | docker import "$@"';
      execFileSync("sh", ["-c", pipe, root.path, ...changes, "-", tag], { stdio: "pipe" });
    } finally {
      rmSync(root.path, { recursive: true, force: true });
    }
    this.#tags.set(language, tag);
    return tag;
  }

  /** Those that were made. */
  tags(): Iterable<string> {
    return this.#tags.values();
  }
}
