import assert from "node:assert/strict";

import { StackResources } from "../../cost/stackResources.js";

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const component = (name: string) => `urn:pulumi:dev::shop::slipway:index:Service::${name}`;
const one = (type: string, name: string, parent: string | null) => ({
  ...{ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, parent },
  inputs: {},
});
const stack = new StackResources(
  [
    one("b", "first", component("orders")),
    one("a", "first", component("orders")),
    one("a", "second", component("orders")),
    one("a", "first", component("carts")),
    one("a", "first", STACK),
    one("a", "third", STACK),
    one("a", "alone", null),
  ],
  "eu-west-1",
);
const all = stack.of("a");
const nameOf = ({ name }: { name: string }) => name;

describe("the resources of a stack", () => {
  it("are siblings in one component, and not for being of one stack or of none", () => {
    const siblings = all.map((each) => stack.siblings(each, "a").map(({ name }) => name));
    assert.deepEqual(siblings, [["first", "second"], ["first", "second"], ["first"], [], [], []]);
    for (const each of all) {
      const others = all.filter((other) => stack.areSiblings(each, other));
      assert.deepEqual(others, stack.siblings(each, "a"));
    }
  });

  it("are told by a key, those of the types that are asked for in the types' order", () => {
    const types = (...asked: string[]) =>
      (stack.by(nameOf, ...asked).get("first") ?? []).map(({ type }) => type);
    assert.deepEqual(types("a"), ["a", "a", "a"]);
    assert.deepEqual(types("a", "b"), ["a", "a", "a", "b"]);
    assert.deepEqual(types("b", "a"), ["b", "a", "a", "a"]);
    assert.deepEqual(types("c"), []);
    assert.equal(stack.by(nameOf, "a").get("nobody"), undefined);
  });

  it("are gone through once for a key, however often they are asked for", () => {
    let asked = 0;
    const counting = ({ name }: { name: string }) => {
      asked++;
      return name;
    };
    for (let i = 0; i < 100; i++) stack.by(counting, "a");
    assert.ok(asked <= 2 * all.length, `${asked} times`);
  });
});
