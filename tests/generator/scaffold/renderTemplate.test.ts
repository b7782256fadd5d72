import assert from "node:assert/strict";

import { renderTemplate, templateContext } from "../../../generator/scaffold/renderTemplate.js";

const render = (source: string, data: object = {}) => renderTemplate(source, templateContext(data));

describe("renderTemplate", () => {
  it("writes values through helpers, and GitHub's expressions as they are", () => {
    const text = render("a: {{yaml name}}\nb: $\\{{ matrix.stack }}\n", { name: "orders" });
    assert.equal(text, "a: orders\nb: ${{ matrix.stack }}\n");
  });

  it("writes parts on a condition and for each item", () => {
    const source = "{{#if yes}}y{{/if}}{{#unless no}}n{{/unless}}{{#each list}}{{ts this}}{{/each}}";
    assert.equal(render(source, { yes: true, no: false, list: ["a", "b"] }), 'yn"a""b"');
  });

  it("takes a text with template syntax for text", () => {
    const value = '{{constructor.constructor "return process"}}{{> (lookup . "p")}}{{#with x}}';
    assert.equal(render("{{json value}}", { value }), JSON.stringify(value));
  });

  for (const source of [
    "{{ts missing}}",
    "{{missing}}",
    "{{#if missing}}{{/if}}",
    "{{ts constructor}}",
    "{{ts __proto__}}",
    "{{ts name.constructor}}",
    "{{ts this.toString}}",
    "{{unknown name}}",
    "{{lookup this 'name'}}",
    "{{#with name}}{{/with}}",
    "{{log name}}",
    "{{> part}}",
  ]) {
    it(`refuses ${source}`, () => {
      assert.throws(() => render(source, { name: "orders" }), Error);
    });
  }
});

describe("templateContext", () => {
  it("has no prototypes and cannot change, all the way down", () => {
    const context = templateContext({ a: { b: [{ c: 1 }] } });
    const { a } = context as { a: { b: [{ c: number }] } };
    for (const part of [context, a, a.b[0]]) {
      assert.equal(Object.getPrototypeOf(part), null);
      assert.ok(Object.isFrozen(part));
    }
    assert.ok(Object.isFrozen(a.b));
  });

  it("takes a key of the name __proto__ for a key", () => {
    const context = templateContext(JSON.parse('{"__proto__": {"polluted": 1}}') as object);
    assert.equal(Object.getPrototypeOf(context), null);
    assert.equal(context.polluted, undefined);
  });
});
