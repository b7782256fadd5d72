import assert from "node:assert/strict";
import { utimesSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import {
  checkpointIn,
  hasEndedSince,
  stateFile,
} from "../../../../../generator/fleet/run/repair/stateFile.js";
import { scratchFolder } from "../../../scaffold/scratchFolder.js";

const CHECKPOINT = { version: 3, checkpoint: { latest: { resources: [] } } };
const TEXT = JSON.stringify(CHECKPOINT);

describe("the file of a state", () => {
  const folder = scratchFolder();
  const place = () => ({ folder: folder.path, project: "orders", stack: "dev" });

  it("is whole to its last byte, compressed or not", () => {
    for (const bytes of [Buffer.from(TEXT), gzipSync(TEXT)]) {
      assert.deepEqual(checkpointIn(bytes), CHECKPOINT);
      for (let length = 0; length < bytes.length; length += 1) {
        assert.equal(checkpointIn(bytes.subarray(0, length)), undefined, `${length} bytes`);
      }
    }
  });

  it("is not known to be cut off where it cannot be read here", () => {
    assert.equal(checkpointIn(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0])), "unknown");
  });

  it("is the newest of its compressions", async () => {
    const plain = folder.write("stacks/orders/dev.json", TEXT);
    folder.write("stacks/orders/dev.json.bak", "");
    folder.write("stacks/orders/dev.json.gz.cut-off-1", "");
    folder.write("stacks/orders/development.json", "");
    assert.equal(await stateFile(place()), plain);
    const packed = folder.write("stacks/orders/dev.json.gz", "");
    utimesSync(plain, 1, 1);
    assert.equal(await stateFile(place()), packed);
  });

  it("has no project in a backend that was begun long ago", async () => {
    assert.equal(await stateFile(place()), undefined);
    const file = folder.write("stacks/dev.json", TEXT);
    assert.equal(await stateFile(place()), file);
  });

  it("has been written by an update that has ended since, where the history has a whole one", async () => {
    const at = 1_796_000_000_000;
    const history = (path: string, milliseconds: number, text: string): void => {
      folder.write(`history/${path}/dev-${milliseconds}000000.checkpoint.json`, text);
    };
    assert.equal(await hasEndedSince(place(), at), false);
    history("orders/dev", at - 1, TEXT);
    history("orders/dev", at + 1, TEXT.slice(0, 9));
    history("orders/prod", at + 1, TEXT);
    assert.equal(await hasEndedSince(place(), at), false);
    history("dev", at + 1, TEXT);
    assert.equal(await hasEndedSince(place(), at), true);
    const packed = folder.write(`history/orders/dev/dev-${at + 9}000000.checkpoint.json.gz`, "");
    writeFileSync(packed, gzipSync(TEXT));
    assert.equal(await hasEndedSince(place(), at + 5), true);
  });
});
