import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import {
  copiedApplication,
  dockerfileSource,
} from "../../../generator/scaffold/dockerfileSource.js";
import { scratchFolder } from "./scratchFolder.js";

describe("dockerfileSource", () => {
  const folder = scratchFolder();

  it("reads a Dockerfile of another folder", () => {
    folder.write("app/Dockerfile", "FROM scratch\nEXPOSE 80\nUSER 1");
    const source = dockerfileSource(join(folder.path, "app"), "../app/Dockerfile");
    assert.deepEqual(source, {
      given: "../app/Dockerfile",
      path: join(folder.path, "app/Dockerfile"),
      facts: { port: { value: 80, source: "EXPOSE" }, user: "1" },
    });
  });

  const cases: [string, string, () => void][] = [
    ["does not exist", "Dockerfile", () => {}],
    ["does not exist", "a\0b", () => undefined],
    [
      "is a folder",
      "Dockerfile",
      () => {
        mkdirSync(join(folder.path, "Dockerfile"));
      },
    ],
    ["has no FROM", "Dockerfile", () => folder.write("Dockerfile", "hello")],
    [
      "is a symbolic link",
      "Dockerfile",
      () => {
        symlinkSync("/etc/passwd", join(folder.path, "Dockerfile"));
      },
    ],
    [
      "is no file of at most 1 MiB",
      "Dockerfile",
      () => {
        truncateSync(folder.write("Dockerfile", ""), 2 * 1024 * 1024);
      },
    ],
  ];
  for (const [why, given, prepare] of cases) {
    it(`refuses ${JSON.stringify(given)}, which ${why}`, () => {
      prepare();
      const message = `'--dockerfile' must be a Dockerfile, got ${JSON.stringify(given)}, which ${why}; "./Dockerfile" is the usual place`;
      assert.throws(() => dockerfileSource(folder.path, given), new CliError(message));
    });
  }
});

describe("copiedApplication", () => {
  const folder = scratchFolder();

  function warnings(dockerfile: string): string[] {
    folder.write("Dockerfile", dockerfile);
    const source = dockerfileSource(folder.path, "./Dockerfile");
    return copiedApplication(source, join(folder.path, "orders")).warnings;
  }

  it("puts the files into a folder of their own", () => {
    folder.write("package.json", "{}");
    folder.write("Dockerfile", "FROM scratch\nUSER 1");
    const { files } = copiedApplication(dockerfileSource(folder.path, "Dockerfile"), "");
    assert.deepEqual(files, [
      { path: "app/Dockerfile", source: join(folder.path, "Dockerfile"), executable: false },
      { path: "app/package.json", source: join(folder.path, "package.json"), executable: false },
    ]);
  });

  it("warns of links that are not copied", () => {
    for (const name of ["a", "b", "c", "d"]) symlinkSync("/etc/passwd", join(folder.path, name));
    assert.deepEqual(warnings("FROM scratch\nUSER 10"), [
      "symbolic links are not copied: a, b, c, ...",
    ]);
  });

  it("names what git ignores, which is not copied", () => {
    folder.write(".gitignore", "*.log");
    for (const name of ["a.log", "b.log"]) folder.write(name, "");
    assert.deepEqual(warnings("FROM scratch\nUSER 10"), [
      "what git ignores is not copied: a.log, b.log",
    ]);
  });
});
