import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { removeCutOffLocks } from "../../../../../generator/fleet/run/repair/cutOffLocks.js";
import {
  type PlacedStack,
  stackPlace,
} from "../../../../../generator/fleet/run/repair/fileBackend.js";
import { scratchFolder } from "../../../scaffold/scratchFolder.js";

const LOCK = '{"pid":7,"username":"a","hostname":"b","timestamp":"2026-01-02T03:04:05Z"}';

describe("removeCutOffLocks", () => {
  const folder = scratchFolder();

  const stackIn = (url: string, name = "dev"): PlacedStack => ({
    name,
    workspace: {
      workDir: folder.path,
      whoAmI: () => Promise.resolve({ url }),
      projectSettings: () => Promise.resolve({ name: "orders" }),
    },
  });

  function write(locks: Record<string, string>): string[] {
    return Object.entries(locks).map(([path, text]) => folder.write(`.pulumi/locks/${path}`, text));
  }

  it("takes away what is no document, of this stack alone", async () => {
    const [empty, half, unmoved, whole, prod, other] = write({
      "organization/orders/dev/1.json": "",
      "organization/orders/dev/2.json": LOCK.slice(0, 20),
      "organization/orders/dev/2.json.18ecdb8423391618.tmp": "",
      "organization/orders/dev/3.json": LOCK,
      "organization/orders/prod/4.json": "",
      "organization/mails/dev/5.json": "",
    });
    const url = pathToFileURL(folder.path).href;
    for (const name of ["dev", "organization/orders/dev"]) {
      const gone = await removeCutOffLocks(stackIn(url, name), 1);
      assert.deepEqual(gone.sort(), name === "dev" ? [empty, half, unmoved] : []);
    }
    const left = folder.files().map((file) => `${folder.path}/${file}`);
    assert.deepEqual(left.sort(), [whole, prod, other].sort());
  });

  it("takes those of a backend without projects, and goes on where there are no locks", async () => {
    const url = pathToFileURL(folder.path).href;
    assert.deepEqual(await removeCutOffLocks(stackIn(url)), []);
    const [old] = write({ "dev/1.json": "{" });
    assert.deepEqual(await removeCutOffLocks(stackIn(url), 1), [old]);
  });

  it("leaves what somebody else writes in this moment", async () => {
    const url = pathToFileURL(folder.path).href;
    const [path = ""] = write({ "organization/orders/dev/1.json.18ecdb8423391618.tmp": "" });
    const ended = removeCutOffLocks(stackIn(url), 500);
    await new Promise((resolve) => setTimeout(resolve, 100));
    writeFileSync(path, LOCK);
    assert.deepEqual(await ended, []);
    assert.deepEqual(folder.files().length, 1);
  });

  it("finds a backend whose address is relative, or has options", async () => {
    for (const url of [
      "file://.",
      "file://.?no_tmp_dir=true",
      `${pathToFileURL(folder.path).href}?no_tmp_dir=true`,
    ]) {
      const [cut] = write({ "organization/orders/dev/1.json": "" });
      assert.deepEqual(await removeCutOffLocks(stackIn(url), 1), [cut], url);
    }
  });

  it("finds the backend of whoever has signed in with --local", async () => {
    assert.deepEqual(await stackPlace(stackIn("file://~")), {
      ...{ folder: join(homedir(), ".pulumi"), project: "orders", stack: "dev" },
    });
  });

  it("looks at no backend of another kind", async () => {
    assert.deepEqual(await removeCutOffLocks(stackIn("s3://states")), []);
    assert.deepEqual(await removeCutOffLocks(stackIn("https://app.pulumi.com/acme")), []);
  });
});
