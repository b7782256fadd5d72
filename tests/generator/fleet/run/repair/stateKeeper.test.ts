import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { MadeResource } from "../../../../../generator/automation/madeResource.js";
import type { KeptEvent } from "../../../../../generator/fleet/run/keptEvent.js";
import {
  type StateKeeper,
  stateKeeper,
} from "../../../../../generator/fleet/run/repair/stateKeeper.js";
import { scratchFolder } from "../../../scaffold/scratchFolder.js";

const STATE = ".pulumi/stacks/orders/dev.json";
const WHOLE = JSON.stringify({ version: 3, checkpoint: { latest: null } });
const MADE = { urn: "u", outputs: {} } as MadeResource;

describe("stateKeeper", () => {
  const folder = scratchFolder();
  let told: (KeptEvent | MadeResource)[];

  beforeEach(() => {
    told = [];
    folder.write("Pulumi.yaml", "name: orders\nruntime: nodejs\n");
  });

  function keeper(url = pathToFileURL(folder.path).href): StateKeeper {
    const environmentVariables = { PULUMI_BACKEND_URL: url };
    const options = { directory: folder.path, stack: "acme/dev", environmentVariables };
    const hear = (each: KeptEvent | MadeResource): void => void told.push(each);
    return stateKeeper(options, join(folder.path, "kept", "run"), { onKept: hear, onMade: hear });
  }

  const copies = (): string[] => folder.files().filter((file) => file.startsWith("kept/"));
  const words = (): string[] => told.map((each) => ("what" in each ? each.what : "made"));

  it("copies the state before it is changed, for this user alone", async () => {
    folder.write(STATE, WHOLE);
    const kept = keeper();
    const before = Date.now();
    await kept.beforeChange();
    const [copy = ""] = copies();
    const file = join(folder.path, copy);
    assert.match(copy, /^kept\/run\/acme[.]dev-\d+[.]json$/);
    assert.equal(readFileSync(file, "utf8"), WHOLE);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(join(file, "..")).mode & 0o777, 0o700);
    const [event] = told;
    assert.ok(event && "what" in event && event.what === "copied");
    assert.equal(event.file, file);
    assert.ok(Date.parse(event.at) >= before && Date.parse(event.at) <= Date.now());
  });

  it("tells what is made, and at the end that the copy is not needed", async () => {
    folder.write(STATE, WHOLE);
    const kept = keeper();
    await kept.beforeChange();
    kept.onMade?.(MADE);
    kept.onAllTold();
    await kept.afterChange();
    assert.deepEqual(words(), ["copied", "made", "notNeeded"]);
  });

  it("tells of a state that is cut off whether all was told that the update made", async () => {
    for (const [isAllTold, end] of [
      [true, ["allTold"]],
      [false, []],
    ] as const) {
      told = [];
      folder.write(STATE, WHOLE);
      const kept = keeper();
      await kept.beforeChange();
      writeFileSync(join(folder.path, STATE), WHOLE.slice(0, 9));
      if (isAllTold) kept.onAllTold();
      await kept.afterChange();
      assert.deepEqual(words(), ["copied", ...end]);
      // Nothing is begun, so nothing is told any more.
      await kept.afterChange();
      assert.deepEqual(words(), ["copied", ...end]);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  });

  it("keeps the state around work that makes nothing, also where that fails", async () => {
    folder.write(STATE, WHOLE);
    const broken = keeper().around(() => {
      writeFileSync(join(folder.path, STATE), "");
      return Promise.reject(new Error("no space"));
    });
    await assert.rejects(broken, /no space/);
    assert.deepEqual(words(), ["copied", "allTold"]);
  });

  it("copies a compressed state as it is", async () => {
    const packed = gzipSync(WHOLE);
    writeFileSync(folder.write(`${STATE}.gz`, ""), packed);
    await keeper().beforeChange();
    const [event] = told;
    assert.ok(event && "what" in event && event.what === "copied");
    assert.deepEqual(readFileSync(event.file), packed);
  });

  it("keeps nothing of a state that is cut off already, and of other backends", async () => {
    folder.write(STATE, WHOLE.slice(0, 9));
    const backends = [keeper(), keeper("s3://states"), keeper("https://api.pulumi.com")];
    for (const each of backends) {
      await each.beforeChange();
      each.onMade?.(MADE);
      each.onAllTold();
      await each.afterChange();
    }
    assert.deepEqual([told, copies()], [[], []]);
  });
});
