import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { commandInProcess } from "../../support/commandInProcess.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");
const FIXTURES = join(packageRoot(), "tests", "generator", "cli", "fixtures");

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What a preloaded fixture wrote to file descriptor 3. */
  extra: string;
}

/** Runs the compiled command, with a fixture loaded before it. */
function slipway(words: readonly string[], preload?: string, closeStdout = false): Promise<Ended> {
  const node = preload === undefined ? [] : ["--require", join(FIXTURES, preload)];
  const child = spawn(process.execPath, [...node, CLI, ...words], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const written = ["", "", "", ""];
  child.stdio.forEach((stream, index) => {
    stream?.on("data", (data: Buffer) => {
      written[index] = `${written[index] ?? ""}${data.toString()}`;
    });
  });
  if (closeStdout) {
    child.stdout?.destroy();
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const [, stdout = "", stderr = "", extra = ""] = written;
      resolve({ code, stdout, stderr, extra });
    });
  });
}

/** The same in this process. */
async function inProcess(words: readonly string[]): Promise<Ended> {
  return { ...(await commandInProcess(words)), extra: "" };
}

describe("slipway, the command", () => {
  it("prints the package's version", async () => {
    const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
      version: string;
    };
    const ended = await slipway(["--version"]);
    assert.deepEqual(ended, { code: 0, stdout: `${manifest.version}\n`, stderr: "", extra: "" });
  });

  it("lists its commands with examples and exit codes", async () => {
    const { code, stdout, stderr } = await slipway(["--help"]);
    assert.equal(code, 0);
    assert.equal(stderr, "");
    const commands = [...stdout.matchAll(/^ {2}(\w+) .*\[/gm)].map(([, name]) => name);
    assert.deepEqual(commands, [
      "new",
      "add",
      "upgrade",
      "preview",
      "check",
      "rules",
      "explain",
      "up",
      "doctor",
      "diff",
      "report",
      "destroy",
      "help",
    ]);
    assert.match(stdout, /^Examples:\n {2}\$ slipway new orders /m);
    assert.match(stdout, /^Exit codes: 0 done, 1 wrong input/m);
  });

  it("prints help to stderr and fails when no command is named", async () => {
    const { code, stdout, stderr } = await slipway([]);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^Usage: slipway \[options\] \[command\]\n/);
  });

  const mistakes: { title: string; words: string[]; line: string }[] = [
    {
      title: "an unknown command",
      words: ["desploy"],
      line: `slipway: unknown command 'desploy' (Did you mean destroy?); see 'slipway --help'\n`,
    },
    {
      title: "an unknown option of slipway",
      words: ["--no-such-thing"],
      line: `slipway: unknown option '--no-such-thing'; see 'slipway --help'\n`,
    },
    {
      title: "an unknown option of a command",
      words: ["up", "--stack", "dev", "--jsn"],
      line: `slipway: unknown option '--jsn' (Did you mean --json?); see 'slipway up --help'\n`,
    },
    {
      title: "an option without its value",
      words: ["up", "--stack"],
      line: `slipway: option '-s, --stack <name>' argument missing; see 'slipway up --help'\n`,
    },
    {
      title: "one argument too many",
      words: ["destroy", "one", "two", "--stack", "dev"],
      line: `slipway: too many arguments for 'destroy'. Expected 1 argument but got 2; see 'slipway destroy --help'\n`,
    },
  ];
  for (const { title, words, line } of mistakes) {
    it(`ends ${title} with one line and exit code 1`, async () => {
      assert.deepEqual(await inProcess(words), { code: 1, stdout: "", stderr: line, extra: "" });
    });
  }

  for (const word of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]) {
    it(`knows no command '${word}', which every object has`, async () => {
      const { code, stdout, stderr } = await inProcess([word]);
      assert.equal(code, 1);
      assert.equal(stdout, "");
      assert.match(
        stderr,
        new RegExp(`^slipway: unknown command '${word}'.*; see 'slipway --help'\n$`),
      );
    });
  }

  it("prints an error of the user's as one line without a stack", async () => {
    const { code, stdout, stderr } = await inProcess(["new", "../evil", "--yes"]);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^slipway: [^\n]*'?\.\.\/evil[^\n]*\n$/);
  });

  it("prints a fault of its own with the stack and what to report", async () => {
    const { code, stdout, stderr } = await slipway(["new"], "faultyCommand.cjs");
    assert.equal(code, 1);
    assert.equal(stdout, "");
    const lines = stderr.trimEnd().split("\n");
    assert.equal(lines[0], "slipway: unexpected error: TypeError: a fault in the command");
    assert.match(lines[1] ?? "", /^ {4}at .*faultyCommand\.cjs/);
    assert.match(lines.at(-2) ?? "", /^This is a fault in slipway .* Please report it/);
    assert.match(lines.at(-1) ?? "", /^slipway \d+\.\d+\.\d+, node v\d+\.\d+\.\d+, \w+ \w+$/);
  });

  for (const command of ["new", "preview", "up", "doctor", "destroy"]) {
    it(`loads nothing but commander for '${command}' before it begins`, async () => {
      const { code, extra } = await slipway([command, "--help"], "listModules.cjs");
      assert.equal(code, 0);
      assert.equal(extra, "commander");
    });
  }

  it("loads no parser, no compiler and no prompts to generate one of its own templates", async () => {
    const words = ["new", "orders", "--yes", "--dry-run"];
    const { code, stderr, extra } = await slipway(words, "listModules.cjs");
    assert.equal(code, 0, stderr);
    // Of Ajv what measures a text alone: the rest of the validator is made by the build.
    assert.deepEqual(extra.split("\n"), ["ajv", "commander", "handlebars", "picocolors"]);
  });

  describe("asked for JSON", () => {
    const failing: { title: string; words: string[]; message: RegExp }[] = [
      ...[
        ["new"],
        ["preview"],
        ["check"],
        ["rules"],
        ["add", "worker"],
        ["upgrade"],
        ["diff"],
        ["report"],
        ["prices"],
        ["up", "--stack", "dev"],
        ["doctor", "--stack", "dev"],
        ["destroy", "--stack", "dev"],
        ["completion"],
      ].map((words) => ({
        title: `an option that '${words[0]}' does not have`,
        words: [...words, "--no-such-thing", "--json"],
        message: /^unknown option '--no-such-thing'/,
      })),
      {
        title: "a missing argument",
        words: ["rules", "show", "--json"],
        message: /^missing required argument 'name'; see 'slipway rules --help'$/,
      },
      {
        title: "what nothing is known of",
        words: ["explain", "helthCheckPath", "--json"],
        message: /^'what' must be a rule, .* got "helthCheckPath"; near are 'healthCheckPath'/,
      },
      {
        title: "a missing stack",
        words: ["doctor", "--json"],
        message:
          /^required option '-s, --stack <name>' not specified; see 'slipway doctor --help'$/,
      },
      { title: "no such command", words: ["desploy", "--json"], message: /^unknown command/ },
      {
        title: "the value of an option that takes none",
        words: ["up", "--stack", "dev", "--json=1"],
        message: /--json/,
      },
      {
        title: "a format that is JSON as well, and a folder that is not there",
        words: ["check", "no-such-folder", "--format", "json"],
        message: /no-such-folder/,
      },
      {
        title: "a folder that is no generated repository",
        words: ["upgrade", "no-such-folder", "--json"],
        message: /no-such-folder/,
      },
      {
        title: "a repository that nobody has generated",
        words: ["add", "worker", "--yes", "--json"],
        message: /^'directory' must be a repository that slipway has generated/,
      },
      {
        title: "two names of one service",
        words: ["add", "worker", "mails", "--name", "other", "--json"],
        message: /^'--name' must be left out beside the name "mails", got "other"$/,
      },
      {
        title: "an answer that a stack has none of",
        words: ["add", "environment", "qa", "--port", "80", "--json"],
        message: /^'--port' must be left out: an environment is asked for --name alone$/,
      },
      {
        title: "a kind of service that there is not",
        words: ["add", "cron", "--json"],
        message: /'cron' is invalid for argument 'kind'/,
      },
      {
        title: "an answer that is missing",
        words: ["new", "orders", "--json"],
        message: /^no terminal to ask on, and /,
      },
      ...[["preview"], ["up", "--yes"], ["destroy", "--yes"], ["doctor"]].map((words) => ({
        title: `a folder that '${words[0]}' does not find`,
        words: [...words, "no-such-folder", "--stack", "dev", "--json"],
        message: /no-such-folder/,
      })),
      {
        title: "a rule that there is not",
        words: ["rules", "show", "no-such-rule", "--json"],
        message: /no-such-rule/,
      },
    ];
    for (const { title, words, message } of failing) {
      it(`gives one document for ${title}, with what stderr says`, async () => {
        const { code, stdout, stderr } = await inProcess(words);
        assert.equal(code, 1);
        const document = JSON.parse(stdout) as { error: { message: string } };
        assert.deepEqual(Object.keys(document), ["error"]);
        assert.match(document.error.message, message);
        assert.equal(stderr, `slipway: ${document.error.message}\n`);
      });
    }

    it("gives one for a fault of its own", async () => {
      const { code, stdout, stderr } = await slipway(["new", "--json"], "faultyCommand.cjs");
      assert.equal(code, 1);
      assert.deepEqual(JSON.parse(stdout), {
        error: { message: "unexpected error: TypeError: a fault in the command" },
      });
      assert.match(
        stderr,
        /^slipway: unexpected error: TypeError: a fault in the command\n {4}at /,
      );
    });

    it("gives none for help, nor where the word stands behind '--'", async () => {
      const help = await inProcess(["up", "--json", "--help"]);
      assert.match(help.stdout, /^Usage: slipway up /);
      assert.doesNotMatch(help.stdout, /"error"/);
      const folder = await inProcess(["preview", "--offline", "--", "--json"]);
      assert.equal(folder.code, 1);
      assert.equal(folder.stdout, "");
    });
  });

  it("stays silent when the reader of its output has gone", async () => {
    const ended = await slipway(["--help"], undefined, true);
    assert.deepEqual(ended, { code: 0, stdout: "", stderr: "", extra: "" });
  });
});
