import assert from "node:assert/strict";

import {
  decodeProperties,
  decodeValue,
  encodeSecret,
  hasSecret,
  OPENED,
  SHOWN,
  UNKNOWN_ON_THE_WIRE,
} from "../../../generator/offline/wireValue.js";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const URN = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::q";

describe("decodeValue", () => {
  it("leaves plain JSON as it is, at any depth", () => {
    const plain = { a: [1, "two", false, null], b: { c: {} } };
    assert.deepEqual(decodeValue(plain, SHOWN), plain);
  });

  it("shows a secret and an unknown value as words, wherever they stand", () => {
    const value = {
      list: [encodeSecret("hush"), UNKNOWN_ON_THE_WIRE],
      map: encodeSecret({ a: 1 }),
    };
    assert.deepEqual(decodeValue(value, SHOWN), {
      list: ["[secret]", "[unknown]"],
      map: "[secret]",
    });
  });

  it("shows a secret that is not known as a secret", () => {
    assert.equal(decodeValue(encodeSecret(UNKNOWN_ON_THE_WIRE), SHOWN), "[secret]");
  });

  it("opens secrets for a provider, and gives it a symbol for what is unknown", () => {
    assert.deepEqual(decodeValue(encodeSecret({ a: encodeSecret("hush") }), OPENED), { a: "hush" });
    assert.equal(typeof decodeValue(UNKNOWN_ON_THE_WIRE, OPENED), "symbol");
  });

  it("gives a resource's id, or its URN when it is a component", () => {
    const reference = { [SIGNATURE]: RESOURCE, urn: URN };
    assert.equal(decodeValue({ ...reference, id: "q-1" }, SHOWN), "q-1");
    assert.equal(decodeValue(reference, SHOWN), URN);
  });

  it("gives an unknown value for a resource whose id is not known", () => {
    const reference = { [SIGNATURE]: RESOURCE, urn: URN };
    assert.equal(decodeValue({ ...reference, id: "" }, SHOWN), "[unknown]");
    assert.equal(decodeValue({ ...reference, id: UNKNOWN_ON_THE_WIRE }, SHOWN), "[unknown]");
  });

  it("gives assets and archives without their signature", () => {
    const file = { [SIGNATURE]: ASSET, path: "./a.txt" };
    assert.deepEqual(decodeValue({ [SIGNATURE]: ARCHIVE, assets: { a: file } }, SHOWN), {
      assets: { a: { path: "./a.txt" } },
    });
  });

  it("gives what an output value holds: plain, secret or not known", () => {
    const output = { [SIGNATURE]: OUTPUT_VALUE, dependencies: [URN] };
    assert.equal(decodeValue({ ...output, value: "x" }, SHOWN), "x");
    assert.equal(decodeValue({ ...output, value: "x", secret: true }, SHOWN), "[secret]");
    assert.equal(decodeValue(output, SHOWN), "[unknown]");
  });
});

describe("decodeProperties", () => {
  it("leaves out the mark of an exported resource", () => {
    assert.deepEqual(decodeProperties({ a: { b: 1, "@isPulumiResource": true } }, SHOWN), {
      a: { b: 1 },
    });
  });
});

describe("hasSecret", () => {
  for (const [title, value, expected] of [
    ["a secret", encodeSecret("x"), true],
    ["a secret in a list in a map", { a: [1, { b: encodeSecret("x") }] }, true],
    ["a secret output value", { [SIGNATURE]: OUTPUT_VALUE, value: 1, secret: true }, true],
    ["an output value", { [SIGNATURE]: OUTPUT_VALUE, value: 1 }, false],
    ["plain values", { a: [1, "x", null] }, false],
  ] as const) {
    it(`is ${String(expected)} for ${title}`, () => {
      assert.equal(hasSecret(value), expected);
    });
  }
});
