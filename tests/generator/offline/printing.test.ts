import assert from "node:assert/strict";
import { PassThrough } from "node:stream";

import { readLines } from "../../../generator/offline/outputLines.js";
import { fixture, preview, runSlipway } from "./runSlipway.js";

describe("what a program prints, in an offline preview", () => {
  const ways = {
    "slipway preview": () => preview("printing", "--stack", "dev"),
    "slipway check": () => runSlipway(["check", fixture("printing"), "--stack", "dev"]),
  };
  for (const [command, run] of Object.entries(ways)) {
    it(`reaches the terminal escaped, and no line without end: ${command}`, async () => {
      const { code, stdout, stderr } = await run();
      assert.equal(code, 0, stderr);
      assert.doesNotMatch(stdout + stderr, /(?!\n)[\p{Cc}\p{Cf}]/u);
      for (const way of ["console", "console.error", "descriptor", "child", "log"]) {
        const line = stderr.split("\n").find((each) => each.includes(`by ${way} `)) ?? "";
        assert.equal(line.endsWith("\\u009b2J\\rb\\u202e"), true, `${way}: ${line}`);
      }
      const lines = stderr.split("\n");
      assert.equal(Math.max(...lines.map((line) => line.length)), 2000);
      assert.equal(lines.includes("one    two"), true, "a line of Windows, with a tab");
      assert.equal(lines.includes("three"), true);
      assert.equal(lines.includes("last, without an end"), true);
    });
  }
});

describe("readLines", () => {
  async function linesOf(...chunks: (string | Buffer)[]): Promise<string[]> {
    const stream = new PassThrough();
    const lines: string[] = [];
    const allRead = readLines([stream, null], (line) => lines.push(line));
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
    await allRead();
    return lines;
  }

  it("gives lines whole, however they come", async () => {
    assert.deepEqual(await linesOf("a", "b\nc", "\r\n", "\nd"), ["ab", "c", "", "d"]);
  });

  it("puts characters together that come in pieces", async () => {
    const bytes = Buffer.from("é€\n");
    assert.deepEqual(await linesOf(bytes.subarray(0, 1), bytes.subarray(1, 3), bytes.subarray(3)), [
      "é€",
    ]);
  });

  it("cuts a line that has no end, and goes on after it", async () => {
    const chunk = "x".repeat(1_000_000);
    const lines = await linesOf(chunk, chunk, chunk, "y\nnext\n");
    assert.deepEqual(
      lines.map((line) => line.length),
      [4096, 4],
    );
  });

  it("does not wait for a stream that somebody else holds open", async () => {
    const stream = new PassThrough();
    const allRead = readLines([stream], () => undefined);
    await allRead();
    assert.equal(stream.destroyed, true);
  });
});
