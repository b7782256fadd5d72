import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { buildHash, contextProblem } from "../../../components/image/buildContext.js";

describe("buildContext", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "slipway-context-"));
    write("Dockerfile", "FROM scratch");
    write(".dockerignore", "node_modules\n*.log\n!keep.log\n");
    write("src/app.js", "1");
    write("keep.log", "kept");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(path: string, text: string) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const hash = (settings: object = {}) => buildHash(root, join(root, "Dockerfile"), settings);

  it("is 64 hexadecimal digits", () => {
    assert.match(hash(), /^[0-9a-f]{64}$/);
  });

  const same: [string, () => void][] = [
    [
      "a file's time",
      () => {
        utimesSync(join(root, "src/app.js"), 1, 1);
      },
    ],
    [
      "an ignored file",
      () => {
        write("debug.log", "x");
      },
    ],
    [
      "an ignored folder",
      () => {
        write("node_modules/a/index.js", "x");
      },
    ],
    [
      "the history of git",
      () => {
        write(".git/HEAD", "x");
      },
    ],
  ];
  for (const [change, act] of same) {
    it(`does not change with ${change}`, () => {
      const before = hash();
      act();
      assert.equal(hash(), before);
    });
  }

  const other: [string, () => void][] = [
    [
      "a file's content",
      () => {
        write("src/app.js", "2");
      },
    ],
    [
      "a new file",
      () => {
        write("src/b.js", "1");
      },
    ],
    [
      "a file's name",
      () => {
        rmSync(join(root, "src/app.js"));
        write("src/app2.js", "1");
      },
    ],
    [
      "whether a file may be executed",
      () => {
        chmodSync(join(root, "src/app.js"), 0o755);
      },
    ],
    [
      "the Dockerfile",
      () => {
        write("Dockerfile", "FROM busybox");
      },
    ],
    [
      "a file that a later pattern brings back",
      () => {
        write("keep.log", "changed");
      },
    ],
    [
      "where a link points",
      () => {
        symlinkSync("src/app.js", join(root, "link"));
      },
    ],
  ];
  for (const [change, act] of other) {
    it(`changes with ${change}`, () => {
      const before = hash();
      act();
      assert.notEqual(hash(), before);
    });
  }

  it("changes with the build's settings", () => {
    assert.notEqual(hash({ platform: "linux/arm64" }), hash({ platform: "linux/amd64" }));
  });

  it("heeds an ignore file of the Dockerfile's own", () => {
    const before = hash();
    write("Dockerfile.dockerignore", "src\nDockerfile.dockerignore\n");
    const own = hash();
    assert.notEqual(own, before);
    write("src/app.js", "2");
    assert.equal(hash(), own);
  });

  it("names a Dockerfile and an ignore file that are pipes or folders, and waits for none", () => {
    rmSync(join(root, ".dockerignore"));
    execFileSync("mkfifo", [join(root, ".dockerignore"), join(root, "Pipefile")]);
    mkdirSync(join(root, "Folderfile"));
    for (const name of ["Pipefile", "Folderfile"]) {
      assert.deepEqual(contextProblem(root, join(root, name)), {
        path: "dockerfile",
        reason: `'dockerfile' must be a file, got "${join(root, name)}", which is a folder, a pipe or a device; "${join(root, "Dockerfile")}" is the default`,
      });
    }
    assert.deepEqual(contextProblem(root, join(root, "Dockerfile")), {
      path: "context",
      reason: `'context' must have a file as .dockerignore, got "${join(root, ".dockerignore")}", which is a folder, a pipe or a device; a context without one works`,
    });
  });

  for (const [line, why] of [
    ["src/[a", "syntax error in pattern"],
    ["src/[b-", "syntax error in pattern"],
    ["!", 'illegal exclusion pattern: "!"'],
  ] as const) {
    it(`names the line ${line} of an ignore file, which Docker refuses`, () => {
      write("Dockerfile.dockerignore", `# build\n${line}\n`);
      assert.deepEqual(contextProblem(root, join(root, "Dockerfile")), {
        path: "context",
        reason: `'context' must have lines in Dockerfile.dockerignore that Docker takes, got "${line}" in line 2, which Docker refuses (${why}); "**/*.log" works`,
      });
    });
  }

  it("names a folder and a Dockerfile that do not exist", () => {
    assert.equal(contextProblem(root, join(root, "Dockerfile")), undefined);
    assert.deepEqual(contextProblem(join(root, "nowhere"), "Dockerfile"), {
      path: "context",
      reason: `'context' must be a folder, got "${join(root, "nowhere")}", which is none; the program's folder is "."`,
    });
    assert.deepEqual(contextProblem(root, join(root, "Other")), {
      path: "dockerfile",
      reason: `'dockerfile' must be a file, got "${join(root, "Other")}", which does not exist; "${join(root, "Dockerfile")}" is the default`,
    });
  });
});
