import fc from "fast-check";
import assert from "node:assert/strict";

import type { NameKind } from "../../../components/rules/physicalName.js";
import { physicalName } from "../../../components/rules/physicalName.js";
import { codePoint } from "../../support/codePoint.js";

/** What AWS takes, from each API's page; and not more than this many characters. */
const LEGAL: Record<NameKind, [pattern: RegExp, limit: number]> = {
  loadBalancer: [/^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/, 32],
  targetGroup: [/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/, 32],
  iamRole: [/^[\w+=,.@-]+$/, 64],
  managedInstanceRole: [/^ecsInstanceRole-[\w+=,.@-]+$/, 64],
  bucket: [/^[a-z0-9][a-z0-9-]*[a-z0-9]$/, 63],
  queue: [/^[A-Za-z0-9_-]+$/, 80],
  schedule: [/^[0-9a-zA-Z-_.]+$/, 64],
  service: [/^[A-Za-z0-9_-]+$/, 255],
  codeDeploy: [/^[A-Za-z0-9_-]+$/, 100],
  alarm: [/^[A-Za-z0-9_.-]+$/, 255],
  taskFamily: [/^[A-Za-z0-9_-]+$/, 255],
  ecrRepository: [/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 256],
  ecrCachePrefix: [/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 30],
  liveImageTag: [/^live-[A-Za-z0-9_.-]+$/, 128],
  autoScalingGroup: [/^[A-Za-z0-9_-]+$/, 255],
  capacityProvider: [/^(?!aws|ecs|fargate)[A-Za-z0-9_-]+$/i, 255],
  logGroup: [/^[.\-_/#A-Za-z0-9]+$/, 512],
};
/** Any code points, halves of surrogate pairs, what people write, and ASCII; up to names that must be cut. */
const unicode = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 600 }),
  fc.array(fc.integer({ max: 0xffff, min: 0 })).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "grapheme" }),
  fc.string(),
);
const parts = fc.array(unicode, { maxLength: 4 });

describe("pain 5: physicalName", () => {
  for (const kind of Object.keys(LEGAL) as NameKind[]) {
    it(`is legal for a ${kind}, whatever the parts`, () => {
      const [pattern, limit] = LEGAL[kind];
      fc.assert(
        fc.property(parts, (given) => {
          const name = physicalName(kind, given);
          assert.match(name, pattern);
          assert.ok(name.length <= limit, name);
        }),
        { numRuns: 500 },
      );
    });

    it(`is the same on every run for a ${kind}`, () => {
      fc.assert(
        fc.property(parts, fc.array(fc.oneof(unicode, fc.integer())), (given, distinguish) => {
          const [first, second] = [0, 1].map(() =>
            physicalName(kind, [...given], [...distinguish]),
          );
          assert.equal(first, second);
        }),
        { numRuns: 100 },
      );
    });

    it(`differs for different parts of a ${kind}`, () => {
      fc.assert(
        fc.property(parts, parts, (a, b) => {
          fc.pre(JSON.stringify(a) !== JSON.stringify(b));
          assert.notEqual(physicalName(kind, a), physicalName(kind, b));
        }),
        { numRuns: 500 },
      );
    });
  }

  it("tells parts apart that read the same when they are joined", () => {
    assert.notEqual(
      physicalName("targetGroup", ["a-b", "c"]),
      physicalName("targetGroup", ["a", "b-c"]),
    );
  });

  it("stays as it is, since a deployed resource has it", () => {
    assert.equal(physicalName("targetGroup", ["orders", "dev"], [8080]), "orders-dev-a24e57d9");
    assert.equal(physicalName("logGroup", ["orders", "dev", "orders"]), "/ecs/orders-dev-09f4aa2b");
  });

  it("changes with what it must be told apart by", () => {
    const name = (port: number) => physicalName("targetGroup", ["orders"], [port]);
    assert.notEqual(name(80), name(8080));
  });

  it("leaves out internal-, which a load balancer's name must not start with", () => {
    assert.match(physicalName("loadBalancer", ["internal-api"]), /^api-/);
  });

  it("lets a person read the first parts of a long name", () => {
    const name = physicalName("targetGroup", ["customer-order-history", "production"]);
    assert.match(name, /^customer-order-history-[0-9a-f]{8}$/);
  });
});
