import assert from "node:assert/strict";

import { maskSecrets, secretTextsIn } from "../../../components/rules/secretMask.js";

describe("maskSecrets", () => {
  const CASES: [text: string, secrets: string[], masked: string][] = [
    ["got hunter2-x", ["hunter2"], "got [secret]-x"],
    ["got HUNTER2", ["hunter2"], "got [secret]"],
    ["got xhunterx", ["hunter"], "got x[secret]x"],
    ["- - -", [" "], "- - -"],
    ["got 5432 of 54321", ["5432"], "got [secret] of 54321"],
    ['got "a\\"b c"', ['a"b c'], 'got "[secret]"'],
    ["hunter2hunter2", ["hunter2"], "[secret]"],
    ["got abc and a", ["", " ", "a"], "got abc and [secret]"],
    ["nothing", ["hunter2"], "nothing"],
    ["got key", [" key\n"], "got [secret]"],
    ["İ hunter2", ["hunter2"], "İ [secret]"],
  ];
  for (const [text, secrets, masked] of CASES) {
    it(`makes ${JSON.stringify(text)} ${JSON.stringify(masked)}`, () => {
      assert.equal(maskSecrets(text, secrets), masked);
    });
  }

  it("masks a part of a secret where it is asked to", () => {
    const secret = "registry.example.com/app:token-0815";
    const text = "the tag 'token-0815' is no digest";
    assert.equal(maskSecrets(text, [secret], { parts: true }), "the tag '[secret]' is no digest");
    assert.equal(maskSecrets(text, [secret]), text);
    assert.equal(maskSecrets("got ken-0815", [secret], { parts: true }), "got [secret]");
  });

  it("leaves everyday words alone where it is asked to", () => {
    assert.equal(maskSecrets("stack dev", ["dev"], { longOnly: true }), "stack dev");
  });

  it("takes time that grows with the length, and no faster", () => {
    const text = "ab".repeat(50_000);
    const start = performance.now();
    maskSecrets(text, [`${"ab".repeat(5000)}c`], { parts: true });
    assert.equal(performance.now() - start < 2000, true);
  });

  it("finds texts and numbers at all depths", () => {
    const value = { a: ["x", 1, true, null, "", undefined], b: { c: "y", d: BigInt(12) } };
    assert.deepEqual(secretTextsIn(value), ["x", "1", "y", "12"]);
  });
});
