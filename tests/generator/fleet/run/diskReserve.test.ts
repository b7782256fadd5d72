import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { reserveRoom, writeAll } from "../../../../generator/fleet/run/diskReserve.js";
import { openJournal } from "../../../../generator/fleet/run/journal.js";
import { scratchFolder } from "../../scaffold/scratchFolder.js";

/** A disk that has room for so many bytes, at most three at a time. */
function disk(room: number, code = "ENOSPC") {
  const content: number[] = [];
  const state = { room, content };
  const write = (_: number, bytes: Buffer, offset: number): number => {
    const count = Math.min(3, state.room, bytes.length - offset);
    if (count === 0) throw Object.assign(new Error(code), { code });
    content.push(...bytes.subarray(offset, offset + count));
    state.room -= count;
    return count;
  };
  return { state, write, text: () => Buffer.from(content).toString() };
}

describe("room on a disk", () => {
  const folder = scratchFolder();
  const LINE = Buffer.from("a whole record\n");

  it("is made in the middle of a record, which goes on where it stopped", () => {
    for (const code of ["ENOSPC", "EDQUOT"]) {
      const { state, write, text } = disk(7, code);
      const makeRoom = (): boolean => {
        assert.equal(text(), "a whole");
        state.room = 99;
        return true;
      };
      writeAll(0, LINE, makeRoom, write);
      assert.equal(text(), String(LINE));
    }
  });

  it("is given up once: then the disk is full", () => {
    const { write } = disk(7);
    let left = 2;
    const makeRoom = (): boolean => {
      left -= 1;
      return left > 0;
    };
    assert.throws(() => {
      writeAll(0, LINE, makeRoom, write);
    }, /ENOSPC/);
    assert.equal(left, 0);
  });

  it("is not made for any other error", () => {
    const { write } = disk(7, "EIO");
    assert.throws(() => {
      writeAll(0, LINE, () => assert.fail("made room"), write);
    }, /EIO/);
  });

  it("is there from the beginning, and is given up once", () => {
    const file = join(folder.path, "r.jsonl");
    const reserve = reserveRoom(file);
    const { size, blocks, mode } = statSync(`${file}.reserve`);
    assert.deepEqual([size, mode & 0o777], [1024 * 1024, 0o600]);
    assert.ok(blocks * 512 >= size, "it takes its room");
    assert.deepEqual([reserve.free(), reserve.free()], [true, false]);
    assert.deepEqual(folder.files(), []);
  });

  it("is a journal's while it is open", () => {
    mkdirSync(folder.path, { recursive: true });
    const file = join(folder.path, "r.jsonl");
    const journal = openJournal(file, { assertHeld: () => undefined });
    assert.deepEqual(folder.files(), ["r.jsonl", "r.jsonl.reserve"]);
    journal.append({ kind: "cancel", at: "t" });
    journal.close();
    assert.deepEqual(folder.files(), ["r.jsonl"]);
    assert.equal(readFileSync(file, "utf8"), '{"kind":"cancel","at":"t"}\n');
  });
});
