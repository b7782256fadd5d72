import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "yaml";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite, works } from "./support/engine.js";
import { run } from "./support/process.js";
import { makeWorkspace } from "./support/workspace.js";

const FIXTURES = join(packageRoot(), "tests/engine/fixtures/componentPackage");
const GENERATOR = join(packageRoot(), "tests/engine/generateSdks");

/** What a clone does not have. */
const NOT_CLONED = ["node_modules", "dist", "coverage", ".git"];

engineSuite("the components as a Pulumi package", () => {
  let emulator: Emulator;
  let folder = "";

  before(async () => {
    emulator = await startEmulator();
    folder = await realpath(await mkdtemp(join(tmpdir(), "slipway-components-")));
  });

  after(async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a command to its end, and fails with all that it wrote where it fails. */
  async function succeeds(directory: string, command: string, ...words: string[]): Promise<string> {
    // npm passes its own settings on to what it runs, and these are not those of a user's shell.
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")),
    );
    const { code, stdout, stderr } = await run(command, words, { directory, environment });
    assert.equal(code, 0, `${command} ${words.join(" ")}\n${stdout}\n${stderr}`);
    return stdout;
  }

  async function clone(): Promise<string> {
    const target = join(folder, "clone");
    await cp(packageRoot(), target, {
      recursive: true,
      filter: (path) => !NOT_CLONED.includes(basename(path)),
    });
    return target;
  }

  /** The package as the registry has it, unpacked in a folder without any other package. */
  async function published(): Promise<string> {
    await succeeds(packageRoot(), process.execPath, "components/prepare.cjs");
    await succeeds(packageRoot(), "npm", "pack", "--ignore-scripts", "--pack-destination", folder);
    const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
    await succeeds(folder, "tar", "xzf", tarball);
    return join(folder, "package");
  }

  for (const [name, source] of [
    ["a clone", clone],
    ["the published package", published],
  ] as const) {
    it(`is added to a fresh program in YAML from ${name}, and previewed`, async () => {
      const components = join(await source(), "components");
      const program = join(folder, `program of ${name}`);
      await mkdir(program);
      const file = join(program, "Pulumi.yaml");
      await writeFile(file, "name: hello\nruntime: yaml\n");
      await succeeds(program, "pulumi", "package", "add", components);
      const { packages } = parse(await readFile(file, "utf8")) as { packages: object };
      assert.deepEqual(packages, { slipway: components });
      await appendFile(file, await readFile(join(FIXTURES, "resources.yaml"), "utf8"));
      const workspace = await makeWorkspace({ emulator, program, inPlace: true });
      try {
        const text = await workspace.pulumiSucceeds("preview", "--json");
        const { steps } = JSON.parse(text) as { steps: { newState: { type: string } }[] };
        const types = steps.map(({ newState }) => newState.type);
        assert.ok(types.includes("slipway:index:TaskDefinition"), types.join());
        assert.ok(types.includes("aws:ecs/taskDefinition:TaskDefinition"), types.join());
      } finally {
        await workspace.remove();
      }
    });
  }

  describe("in an SDK", () => {
    before(async function () {
      if (!works("go", "version")) {
        console.log("SDKs are not generated: there is no 'go' on the PATH");
        this.skip();
      }
      const root = existsSync(join(folder, "package"))
        ? join(folder, "package")
        : await published();
      // An older language host looks for plugins below the folder that it is started in.
      const empty = join(folder, "empty");
      await mkdir(empty);
      const components = join(root, "components");
      const schema = await succeeds(empty, "pulumi", "package", "get-schema", components);
      // npm's own lines come first.
      await writeFile(join(folder, "schema.json"), schema.slice(schema.indexOf("{")));
      await succeeds(
        GENERATOR,
        "go",
        "run",
        ".",
        join(folder, "schema.json"),
        join(folder, "sdks"),
      );
    });

    /** Writes the fixture as it is, or with a mistake in it. */
    async function write(fixture: string, target: string, right = "", wrong = ""): Promise<void> {
      const text = await readFile(join(FIXTURES, fixture), "utf8");
      assert.ok(text.includes(right));
      await writeFile(target, text.replace(right, wrong));
    }

    it("is type-checked in Python, which finds a misspelt argument", async function () {
      if (!works("python3", "-m", "venv", join(folder, "venv"))) {
        console.log("the SDK for Python is not checked: 'python3 -m venv' does not work here");
        this.skip();
      }
      await succeeds(folder, join(folder, "venv/bin/pip"), "install", "-q", "pulumi", "mypy");
      const sdk = join(folder, "sdks/python");
      await write("program.py", join(sdk, "program.py"));
      await write("program.py", join(sdk, "wrong.py"), "min_capacity", "min_capasity");
      const mypy = (path: string) =>
        spawnSync(join(folder, "venv/bin/mypy"), ["--follow-imports=silent", path], {
          cwd: sdk,
          encoding: "utf8",
        });
      const right = mypy("program.py");
      assert.equal(right.status, 0, right.stdout + right.stderr);
      const { status, stdout } = mypy("wrong.py");
      assert.equal(status, 1);
      assert.match(stdout, /No overload variant of "Service"/);
    });

    it("is type-checked in Go, which finds a misspelt argument", async () => {
      const sdk = join(folder, "sdks/go");
      const modules = await readFile(join(GENERATOR, "go.mod"), "utf8");
      const path = "example.com/pulumi-slipway/sdk/go";
      await writeFile(join(sdk, "go.mod"), modules.replace(/^module .*/, `module ${path}`));
      await cp(join(GENERATOR, "go.sum"), join(sdk, "go.sum"));
      await mkdir(join(sdk, "program"));
      const main = join(sdk, "program/main.go");
      await write("main.go", main);
      await succeeds(sdk, "go", "vet", "./...");
      await write("main.go", main, "MinCapacity", "MinCapasity");
      const { status, stderr } = spawnSync("go", ["vet", "./..."], { cwd: sdk, encoding: "utf8" });
      assert.notEqual(status, 0);
      assert.match(stderr, /unknown field MinCapasity/);
    });
  });
});
