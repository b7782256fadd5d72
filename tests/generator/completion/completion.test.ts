import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

const CLI = join(packageRoot(), "dist/generator/cli.js");
const COMMANDS = [
  "new",
  "add",
  "preview",
  "check",
  "rules",
  "explain",
  "fleet",
  "up",
  "upgrade",
  "doctor",
  "diff",
  "report",
  "prices",
  "destroy",
  "completion",
];

function slipway(...words: string[]) {
  return spawnSync(process.execPath, [CLI, ...words], { encoding: "utf8" });
}

function has(shell: string): boolean {
  return spawnSync(shell, ["--version"], { stdio: "ignore" }).status === 0;
}

describe("slipway completion", function () {
  this.timeout(60_000);
  let folder = "";
  const scripts = new Map<string, string>();

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-completion-")));
    mkdirSync(join(folder, "project/infra"), { recursive: true });
    mkdirSync(join(folder, "project/app folder"));
    for (const path of ["Pulumi.yaml", "Pulumi.dev.yaml", "infra/Pulumi.prod.eu.yaml"]) {
      writeFileSync(join(folder, "project", path), "");
    }
    writeFileSync(join(folder, "project/policy file.json"), "{}");
    for (const shell of ["bash", "zsh", "fish"]) {
      const { status, stdout, stderr } = slipway("completion", shell);
      assert.deepEqual([status, stderr], [0, ""]);
      scripts.set(shell, stdout);
      writeFileSync(join(folder, shell), stdout);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** What bash offers at the end of a line, split as readline splits it; the last word may be empty. */
  function offered(...words: string[]): string[] {
    const program = `
      source "$1"; shift
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _slipway
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["--norc", "-uc", program, "bash", join(folder, "bash"), "slipway", ...words],
      { cwd: join(folder, "project"), encoding: "utf8" },
    );
    assert.deepEqual([status, stderr], [0, ""]);
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .sort();
  }

  /** The flags of a command, as its help lists them. */
  function flagsInHelp(command: string): string[] {
    const options =
      /^Options:\n((?: {2}.*\n)+)/m.exec(slipway(command, "--help").stdout)?.[1] ?? "";
    const lines = options.split("\n").filter((line) => /^ {2}-/.test(line));
    return lines.flatMap((line) => line.slice(0, 40).match(/(?<=^ {2}|, )--?[\w-]+/g) ?? []).sort();
  }

  it("offers every command, and the program's own flags", () => {
    assert.deepEqual(offered(""), [...COMMANDS, "help", "-V", "--version", "-h", "--help"].sort());
    assert.deepEqual(offered("d"), ["destroy", "diff", "doctor"]);
    assert.deepEqual(offered("--v"), ["--version"]);
  });

  for (const command of COMMANDS) {
    it(`offers every flag of ${command}`, () => {
      const flags = flagsInHelp(command);
      assert.ok(flags.includes("--help"));
      assert.deepEqual(offered(command, "-"), flags);
    });
  }

  it("offers the rest of a flag, wherever it stands", () => {
    assert.deepEqual(offered("preview", "--stack", "dev", "--po"), [
      "--policy-config",
      "--policy-pack",
      "--policy-pack-config",
    ]);
    assert.deepEqual(offered("up", "project", "--yes", "--cr"), ["--create"]);
  });

  it("offers the stacks of the project and of infra/", () => {
    assert.deepEqual(offered("up", "--stack", ""), ["dev", "prod.eu"]);
    assert.deepEqual(offered("doctor", "-s", "p"), ["prod.eu"]);
    assert.deepEqual(offered("preview", "--stack", "=", "d"), ["dev"]);
    assert.deepEqual(offered("preview", "--stack", "="), ["dev", "prod.eu"]);
  });

  it("offers files where a file is to come, and folders where a folder is", () => {
    assert.deepEqual(offered("up", "--policy-config", "pol"), ["policy file.json"]);
    assert.ok(offered("new", "--dockerfile", "").includes("Pulumi.yaml"));
    assert.deepEqual(offered("preview", ""), ["app folder", "infra"]);
  });

  it("offers nothing where only the user knows", () => {
    assert.deepEqual(offered("new", "--port", ""), []);
    assert.deepEqual(offered("new", "--name", ""), []);
  });

  it("offers the shells, and the commands that help explains", () => {
    assert.deepEqual(offered("completion", ""), ["bash", "fish", "zsh"]);
    assert.deepEqual(offered("explain", "imageN"), ["imageNotFound"]);
    assert.ok(offered("explain", "").includes("ecs-readonly-root"));
    assert.deepEqual(offered("rules", ""), ["show"]);
    assert.deepEqual(offered("add", "w"), ["web-service", "worker"]);
    assert.deepEqual(offered("help", ""), [...COMMANDS].sort());
  });

  it("says which shells there are", () => {
    const { status, stderr } = slipway("completion", "tcsh");
    assert.equal(status, 1);
    assert.match(stderr, /^slipway: .*'tcsh' is invalid.*Allowed choices are bash, zsh, fish/);
  });

  it("parses as fish, and offers commands, flags and stacks there", function () {
    if (!has("fish")) {
      console.log("there is no fish on this machine");
      this.skip();
    }
    const offeredBy = (line: string) => {
      const { stdout, stderr } = spawnSync(
        "fish",
        ["--no-config", "-c", `source ${folder}/fish; complete -C '${line}'`],
        { cwd: join(folder, "project"), encoding: "utf8" },
      );
      assert.equal(stderr, "");
      return stdout.split("\n").map((text) => text.split("\t")[0]);
    };
    assert.deepEqual(
      COMMANDS.filter((name) => !offeredBy("slipway ").includes(name)),
      [],
    );
    assert.deepEqual(offeredBy("slipway up --sta"), ["--stack", ""]);
    assert.deepEqual(offeredBy("slipway up --stack "), ["dev", "prod.eu", ""]);
    assert.ok(offeredBy("slipway up --policy-config pol").includes("policy file.json"));
  });

  it("parses as zsh, and offers commands, flags and stacks there", function () {
    if (!has("zsh")) {
      console.log("there is no zsh on this machine");
      this.skip();
    }
    // A terminal of zsh's own, as completion runs nowhere else: Tab twice, until what is expected is written there.
    const typed = (line: string, expected: string) => {
      const program = `
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; LISTMAX=10000; source '${folder}/zsh'; cd '${folder}/project'"
        zpty -w shell "echo rea''dy"; zpty -r shell answer '*ready*'
        zpty -n -w shell $'${line}\\t\\t'; zpty -r shell answer '*${expected}*'
        print -r -- "$answer"`;
      const { status, stdout } = spawnSync("zsh", ["-f", "-c", program], {
        encoding: "utf8",
        timeout: 20_000,
        env: { ...process.env, TERM: "dumb" },
      });
      assert.equal(status, 0, `no '${expected}' after '${line}'`);
      return stdout;
    };
    const commands = typed("slipway ", "upgrade *-- bring a generated");
    assert.deepEqual(
      COMMANDS.filter((name) => !commands.includes(name)),
      [],
      commands,
    );
    typed("slipway up --policy-c", "--policy-config=");
    typed("slipway up --stack p", "--stack prod.eu");
  });
});
