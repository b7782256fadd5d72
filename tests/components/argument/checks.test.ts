import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { ArgumentError } from "../../../components/argument/argumentError.js";
import { Checks } from "../../../components/argument/checks.js";
import { field, rawField } from "../../../components/argument/refField.js";
import { valueOf } from "../../../generator/testing/index.js";

const problem = ({ cpu }: { cpu: number }) =>
  cpu > 10 ? { path: "cpu", reason: `'cpu' must be at most 10, got ${cpu}; 10 works` } : undefined;
const double = ({ cpu }: { cpu: number }) => cpu * 2;
const later = <T>(value: T) => pulumi.output(Promise.resolve(value));

describe("Checks", () => {
  const checks = new Checks("TaskDefinition", "orders");
  const message = `TaskDefinition "orders": 'cpu' must be at most 10, got 11; 10 works`;

  it("gives what is made of plain values", async () => {
    assert.equal(await valueOf(checks.decide({ cpu: 4 }, problem, double)), 8);
  });

  it("throws at once for plain values", () => {
    assert.throws(() => checks.decide({ cpu: 11 }, problem, double), { message });
  });

  it("gives what is made of outputs", async () => {
    assert.equal(await valueOf(checks.decide({ cpu: later(4) }, problem, double)), 8);
  });

  it("rejects when an output turns out illegal, so that no child gets it", async () => {
    const output = checks.decide({ cpu: later(11) }, problem, double);
    await assert.rejects(valueOf(output), { name: "ArgumentError", propertyPath: "cpu", message });
  });

  it("gives the values themselves, or nothing, by the verb", async () => {
    assert.deepEqual(await valueOf(checks.known({ cpu: later(4) }, problem)), { cpu: 4 });
    const then = checks.check({ cpu: later(4) }, problem).apply(() => "then");
    assert.equal(await valueOf(then), "then");
    await assert.rejects(valueOf(checks.known({ cpu: later(11) }, problem)), { message });
    await assert.rejects(valueOf(checks.check({ cpu: later(11) }, problem)), { message });
  });

  it("waits for a promise deep within", async () => {
    const values = { cpu: 1, containers: [{ memory: Promise.resolve(1) }] };
    assert.equal(await valueOf(checks.decide(values, problem, double)), 2);
  });

  it("names the component when its own name is illegal", () => {
    assert.throws(() => new Checks("Service", "a b"), {
      propertyPath: "name",
      message: `Service "a b": 'name' must start with a letter and hold letters, digits and single hyphens, got "a b"; "orders" works`,
    });
  });
});

describe("ArgumentError", () => {
  const error = new ArgumentError("Service", "orders", "desiredCount", "'desiredCount' must …");

  it("is one of Pulumi's, which its host prints without a stack", () => {
    assert.ok(pulumi.InputPropertyError.isInstance(error));
    assert.ok(pulumi.RunError.isInstance(error));
  });
});

describe("field", () => {
  it("reads a plain reference as it stands", async () => {
    assert.equal(rawField({ arn: "a" }, "arn"), "a");
    assert.equal(await valueOf(field({ arn: "a" }, "arn")), "a");
  });

  it("reads a reference that is an output, or a promise of one", async () => {
    assert.equal(await valueOf(field(later({ arn: "a" }), "arn")), "a");
    assert.equal(await valueOf(field(Promise.resolve({ arn: "a" }), "arn")), "a");
  });

  for (const [name, shown] of [
    ["a\u001b[31m", String.raw`"a\u001b[31m"`],
    ["a\nviolation", String.raw`"a\u000aviolation"`],
    ["a\u009b1m", String.raw`"a\u009b1m"`],
  ] as const) {
    it(`shows the name ${shown} without what a terminal would do`, () => {
      assert.throws(
        () => new Checks("Service", name),
        ({ message }: Error) => {
          assert.ok(
            message.startsWith(`Service ${shown}: 'name' must start with a letter`),
            message,
          );
          assert.doesNotMatch(message, /\p{Cc}/u);
          return true;
        },
      );
    });
  }
});
