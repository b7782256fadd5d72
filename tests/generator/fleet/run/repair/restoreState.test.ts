import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { MadeResource } from "../../../../../generator/automation/madeResource.js";
import type { KeptState } from "../../../../../generator/fleet/run/keptState.js";
import { restoreState } from "../../../../../generator/fleet/run/repair/restoreState.js";
import type { ExportedState } from "../../../../../generator/fleet/run/repair/stackCommand.js";
import { scratchFolder } from "../../../scaffold/scratchFolder.js";

const AT = "2026-11-30T18:00:00.000Z";
const STATE = ".pulumi/stacks/orders/dev.json";
const ROOT = { urn: "urn:pulumi:dev::orders::pulumi:pulumi:Stack::orders-dev", type: "t" };
const BEFORE = { resources: [ROOT], manifest: { magic: "m" } };
const WHOLE = JSON.stringify({ version: 3, checkpoint: { stack: "s", latest: BEFORE } });

const MADE: MadeResource = {
  ...{ urn: "urn:pulumi:dev::orders::aws:sns/topic:Topic::news", type: "aws:sns/topic:Topic" },
  ...{ parent: ROOT.urn, provider: "", custom: true, id: "arn:news", inputs: {}, outputs: {} },
};

describe("restoreState", () => {
  const folder = scratchFolder();
  let put: ExportedState[];

  beforeEach(() => {
    put = [];
  });

  /** What comes of a stack whose state's file has this, where the copy has that. */
  async function restored(
    state: string | Buffer,
    more: Partial<KeptState> | undefined,
    { copy = WHOLE, url = "" }: { copy?: string | Buffer; url?: string } = {},
  ): Promise<string | undefined> {
    const kept = { file: folder.write("kept.json", ""), at: AT, made: [], allTold: true };
    writeFileSync(kept.file, copy);
    writeFileSync(folder.write(STATE, ""), state);
    const workspace = {
      workDir: folder.path,
      projectSettings: () => Promise.resolve({ name: "orders" }),
      whoAmI: () => Promise.resolve({ url: url || pathToFileURL(folder.path).href }),
    };
    const keptState = more && { ...kept, ...more };
    return restoreState({ name: "dev", workspace }, { keptState }, (whole) => {
      put.push(whole);
      return Promise.resolve();
    });
  }

  const cutOff = (): string[] => folder.files().filter((file) => file.includes("cut-off"));

  it("puts the state before the update back with what was made, and keeps the cut one beside it", async () => {
    assert.equal(await restored(WHOLE.slice(0, 20), { made: [MADE] }), undefined);
    const { urn, type, custom, id, inputs, outputs, parent } = MADE;
    const resources = [ROOT, { urn, type, custom, inputs, outputs, id, parent }];
    assert.deepEqual(put, [{ version: 3, deployment: { ...BEFORE, resources } }]);
    const [file = ""] = cutOff();
    assert.match(file, /^[.]pulumi\/stacks\/orders\/dev[.]json[.]cut-off-\d{8}T\d{6}Z$/);
    assert.equal(readFileSync(`${folder.path}/${file}`, "utf8"), WHOLE.slice(0, 20));
  });

  it("takes an empty state, and half of a compressed one, for cut off", async () => {
    assert.equal(await restored("", {}), undefined);
    const packed = gzipSync(WHOLE);
    assert.equal(await restored(packed.subarray(0, 40), {}, { copy: packed }), undefined);
    assert.deepEqual(put, [
      { version: 3, deployment: BEFORE },
      { version: 3, deployment: BEFORE },
    ]);
  });

  it("keeps what the form of a state uses", async () => {
    const { checkpoint } = JSON.parse(WHOLE) as { checkpoint: object };
    const copy = JSON.stringify({ version: 4, features: ["f"], checkpoint });
    await restored("", {}, { copy });
    assert.deepEqual(put, [{ version: 4, features: ["f"], deployment: BEFORE }]);
  });

  it("leaves a whole state alone, one that cannot be read here, one without a copy, and other backends", async () => {
    assert.equal(await restored(WHOLE, {}), undefined);
    assert.equal(await restored(gzipSync(WHOLE), {}), undefined);
    assert.equal(await restored(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), {}), undefined);
    assert.equal(await restored("", undefined), undefined);
    assert.equal(await restored("", {}, { url: "s3://states" }), undefined);
    assert.deepEqual([put, cutOff()], [[], []]);
  });

  const problems: [string, Partial<KeptState>, RegExp, string?][] = [
    ["the engine was killed", { allTold: false }, /how far the update came is not known/],
    [
      "something with a secret was made",
      { made: [{ ...MADE, hasSecrets: true }] },
      /no journal has all of these[^]*Topic::news\n[^]*made:\n {2}\S+Topic::news \(arn:news\)$/,
    ],
    ["the copy is cut off too", {}, /the copy is not whole either/, WHOLE.slice(0, 9)],
    ["the copy is gone", { file: "/nowhere" }, /the copy is not whole either/],
  ];
  for (const [when, kept, expected, copy] of problems) {
    it(`changes nothing and says what to do where ${when}`, async () => {
      const problem = (await restored("{", kept, copy === undefined ? {} : { copy })) ?? "";
      assert.match(problem, expected);
      const { file = `${folder.path}/kept.json` } = kept;
      assert.ok(problem.startsWith(`the state ${folder.path}/${STATE} was cut off`), problem);
      assert.ok(problem.includes(`Copy ${file} over it`), problem);
      assert.deepEqual([put, cutOff()], [[], []]);
    });
  }

  it("changes nothing where another update has ended since the copy was made", async () => {
    const name = `dev-${Date.parse(AT) + 1}000000.checkpoint.json`;
    folder.write(`.pulumi/history/orders/dev/${name}`, WHOLE);
    assert.match((await restored("", {})) ?? "", /another update of the stack has ended since/);
    assert.deepEqual(put, []);
  });
});
