import assert from "node:assert/strict";
import { configurationOf } from "./support/provider/configurationOf.js";
import { FRAME_BYTES } from "./support/provider/grpcCall.js";

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

/** A framed request with variables, arguments and flags as an engine sends them. */
function request(variables: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat([
    Buffer.alloc(FRAME_BYTES),
    ...variables.map(([key, value]) =>
      field(1, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(value))])),
    ),
    field(2, Buffer.from(variables.map(([key]) => key).join())),
    Buffer.from([3 << 3, 1, 4 << 3, 1]),
  ]);
}

describe("what a provider is configured with", () => {
  const region = ["aws:region", "eu-west-1"] as const;
  const key = ["aws:accessKey", "test"] as const;

  it("is the same in whatever order an engine writes it", () => {
    const one = configurationOf(request([region, key]));
    assert.equal(one, configurationOf(request([key, region])));
    assert.notEqual(one, "");
  });

  it("is another with another value, or one more", () => {
    const one = configurationOf(request([region]));
    assert.notEqual(one, configurationOf(request([["aws:region", "eu-west-2"]])));
    assert.notEqual(one, configurationOf(request([region, key])));
  });
});
