import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { type FakeScript, fakePulumi, PROJECT } from "../automation/fakePulumi.js";
import { commandInProcess } from "../../support/commandInProcess.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");
const FAILING_DISK = join(
  packageRoot(),
  "tests",
  "generator",
  "cli",
  "fixtures",
  "failingDisk.cjs",
);

interface Surroundings {
  cwd?: string;
  environment?: NodeJS.ProcessEnv;
  preload?: string;
}

function slipway(words: readonly string[], { cwd, environment, preload }: Surroundings = {}) {
  const node = preload === undefined ? [] : ["--require", preload];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, CLI, ...words], {
    cwd,
    encoding: "utf8",
    input: "",
    env: environment ?? process.env,
  });
  return { status, stdout, stderr };
}

/** One line that says what to do, and exit code 1. */
function assertOrdinary(ended: ReturnType<typeof slipway>, says: RegExp): void {
  assert.match(ended.stderr, says);
  assert.match(ended.stderr, /^slipway: [^\n]+\n$/);
  assert.doesNotMatch(ended.stderr, /fault in slipway/);
  assert.equal(ended.status, 1);
}

describe("slipway, where the disk fails", () => {
  const folder = scratchFolder();
  const newFails = (calls: Record<string, string>) =>
    slipway(["new", "orders", "--yes"], {
      cwd: folder.path,
      preload: FAILING_DISK,
      environment: { ...process.env, FAILING_CALLS: JSON.stringify(calls) },
    });

  for (const [situation, calls, says] of [
    ["full", { mkdir: "ENOSPC" }, /ENOSPC: .*make room on the device/],
    ["over its quota", { open: "EDQUOT" }, /EDQUOT: .*make room on the device/],
    ["read-only", { mkdir: "EROFS" }, /EROFS: .*choose a folder that can be written/],
    ["without the right to write", { mkdir: "EACCES" }, /EACCES: .*give this user the right/],
    ["where the system forbids it", { rename: "EPERM" }, /EPERM: .*give this user the right/],
    ["broken", { open: "EIO" }, /EIO: .*the device fails/],
    ["with too many open files", { open: "EMFILE" }, /EMFILE: .*limit of open files/],
    ["changed by others meanwhile", { rename: "ENOTEMPTY" }, /ENOTEMPTY: .*see what is there/],
  ] as const) {
    it(`says what to do on a disk that is ${situation}`, () => {
      assertOrdinary(newFails(calls), says);
      assert.deepEqual(folder.files(), []);
    });
  }

  for (const code of ["EIO", "EPERM", "EROFS"]) {
    it(`tells the first error where the clean-up fails too, with ${code}`, () => {
      assertOrdinary(newFails({ open: "ENOSPC", rm: code }), /^slipway: ENOSPC: /);
    });
  }

  it("still calls it a fault where a file of the package is missing", () => {
    const own = join(packageRoot(), "templates", "gone");
    const script = `const { ordinaryFailure } = require(${JSON.stringify(join(packageRoot(), "dist/generator/ordinaryFailure.js"))});
      try { require("fs").readFileSync(${JSON.stringify(own)}); } catch (e) { console.log(ordinaryFailure(e)); }`;
    assert.equal(
      spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout,
      "undefined\n",
    );
  });
});

describe("slipway, in odd places", () => {
  const folder = scratchFolder();
  const shell = (script: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", ...words], {
      encoding: "utf8",
      cwd: folder.path,
      input: "",
    });
    return { status, stdout, stderr };
  };
  const COMMAND = `"${process.execPath}" "${CLI}"`;

  for (const words of ["preview --offline", "new orders --yes", "destroy --stack dev --yes"]) {
    it(`says that the current folder is gone: slipway ${words}`, () => {
      const ended = shell(`mkdir gone && cd gone && rmdir ../gone && ${COMMAND} ${words}`);
      assertOrdinary(ended, /the current folder is gone/);
    });
  }

  it("prints help where the current folder is gone", () => {
    const { status, stdout } = shell(`mkdir gone && cd gone && rmdir ../gone && ${COMMAND} --help`);
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: slipway/);
  });

  for (const words of ["--help", "up --help", "completion bash"]) {
    it(`fails with one line where the device for its output is full: slipway ${words}`, function () {
      if (!existsSync("/dev/full")) {
        console.log("skipped: there is no /dev/full");
        this.skip();
      }
      assertOrdinary(shell(`${COMMAND} ${words} > /dev/full`), /the output is lost: ENOSPC/);
    });
  }

  it("fails where the device for its errors is full, and does not hang", function () {
    if (!existsSync("/dev/full")) {
      console.log("skipped: there is no /dev/full");
      this.skip();
    }
    assert.equal(shell(`${COMMAND} nope 2> /dev/full`).status, 1);
  });

  for (const [situation, script] of [
    ["an argument", `${COMMAND} preview --offline "$(printf 'a\\377')"`],
    [
      "the current folder",
      `mkdir "$(printf 'a\\377')" && cd "$(printf 'a\\377')" && ${COMMAND} new orders --yes`,
    ],
    [
      "a file that a flag names",
      `${COMMAND} new orders --yes --dockerfile "$(printf 'Docker\\376file')"`,
    ],
  ] as const) {
    it(`refuses a name that is not UTF-8: ${situation}`, () => {
      assertOrdinary(shell(script), /names must be UTF-8, got '/);
    });
  }
});

describe("slipway, where Pulumi's backend or its secrets fail", () => {
  const folder = scratchFolder();
  const SAYS: readonly (readonly [string, string, RegExp])[] = [
    [
      "the passphrase is missing",
      "could not create secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
      /set PULUMI_CONFIG_PASSPHRASE, or/,
    ],
    [
      "the passphrase is wrong",
      "incorrect passphrase",
      /must be the one that the stack was made with/,
    ],
    [
      "the backend is down",
      'performing HTTP request: Get "http://127.0.0.1:9/api/user": dial tcp 127.0.0.1:9: connect: connection refused',
      /is the backend running/,
    ],
    [
      "the backend has no address",
      'Get "https://nohost.invalid/api/user": dial tcp: lookup nohost.invalid: no such host',
      /is the name right/,
    ],
    [
      "nobody is logged in",
      "PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      /'pulumi login --local'/,
    ],
    [
      "the folder of the states is not to be read",
      "open /states/x.json: permission denied",
      /give this user/,
    ],
    [
      "the disk of the states is full",
      "write /states/x.json: no space left on device",
      /make room/,
    ],
    ["a full disk has cut a lock off", "unexpected end of JSON input", /'pulumi cancel' takes/],
    [
      "a full disk has cut the state off",
      "failed to load checkpoint: place 1: unexpected end of JSON input",
      /newest \.pulumi\/history\/.*'pulumi refresh'/,
    ],
  ];

  async function ends(script: FakeScript, ...words: string[]) {
    const fake = await fakePulumi(script);
    try {
      const { code: status, ...text } = await commandInProcess(
        [...words, PROJECT, "--stack", "dev"],
        { environment: fake.environment },
      );
      return { status, ...text };
    } finally {
      await fake.remove();
    }
  }

  // All that open a stack do it in one way: each says one or two of these, and so all of them the table's.
  const COMMANDS = [["destroy", "--yes"], ["doctor"], ["preview"], ["up", "--yes"]] as const;
  for (const [i, [situation, text, says]] of SAYS.entries()) {
    const [command, ...flags] = COMMANDS[i % COMMANDS.length] ?? COMMANDS[0];
    it(`says what to do when ${situation}: slipway ${command}`, async () => {
      assertOrdinary(await ends({ refusal: text }, command, ...flags), says);
    });
  }

  it("says it also where the configuration is read later: slipway doctor", async () => {
    const ended = await ends({ noExport: "incorrect passphrase" }, "doctor");
    assertOrdinary(ended, /must be the one that the stack was made with/);
  });

  it("says it also when the backend goes away after the stack was opened", async () => {
    const preview = { stderr: "error: dial tcp: connect: connection refused\n", exitCode: 255 };
    const ended = await ends({ preview, noExport: "incorrect passphrase" }, "up", "--yes");
    assert.equal(ended.status, 1);
    assert.match(
      ended.stderr,
      /^slipway: the update of 'dev' failed: dial tcp.* is the backend running.*\n$/m,
    );
    assert.doesNotMatch(ended.stderr, /fault in slipway/);
  });

  for (const [situation, value] of [
    ["is not there", "missing"],
    ["is a file", "file"],
    ["is below a file", "file/below"],
  ] as const) {
    it(`says that TMPDIR ${situation}`, async () => {
      writeFileSync(join(folder.path, "file"), "");
      const fake = await fakePulumi({});
      const TMPDIR = join(folder.path, value);
      const ended = slipway(["destroy", "--yes", PROJECT, "--stack", "dev"], {
        environment: { ...fake.environment, TMPDIR },
      });
      await fake.remove();
      assertOrdinary(ended, /TMPDIR must name a folder that is there/);
    });
  }
});
