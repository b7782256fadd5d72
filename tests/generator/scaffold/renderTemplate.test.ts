import assert from "node:assert/strict";
import { join } from "node:path";
import Handlebars from "handlebars";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { compiledTemplate, isBuiltFile } from "../../../generator/scaffold/builtParts.js";
import { renderTemplate, templateContext } from "../../../generator/scaffold/renderTemplate.js";
import { TEMPLATE_HELPERS } from "../../../generator/scaffold/templateHelpers.js";
import { textsBelow } from "./scratchFolder.js";

const context = templateContext({
  name: "orders",
  port: 80,
  on: true,
  list: [{ a: "x" }, { a: "y" }],
});

describe("renderTemplate", () => {
  it("writes values in the language that they land in", () => {
    const source = "name: {{yaml name}}\nconst port = {{ts port}};";
    assert.equal(renderTemplate(source, context), "name: orders\nconst port = 80;");
  });

  it("knows if, unless and each", () => {
    const source =
      "{{#if on}}a{{/if}}{{#unless on}}b{{/unless}}{{#each list}}{{ts a}}{{ts ../port}}{{/each}}";
    assert.equal(renderTemplate(source, context), 'a"x"80"y"80');
  });

  it("leaves expressions of GitHub to GitHub", () => {
    assert.equal(renderTemplate("$\\{{ vars.X }}", context), "${{ vars.X }}");
  });

  for (const source of [
    "{{missing}}",
    "{{ts missing}}",
    "{{ts list}}",
    "{{ts name.constructor}}",
    "{{ts constructor}}",
    "{{ts __proto__}}",
    '{{constructor.constructor "return 1"}}',
    '{{lookup . "name"}}',
    "{{> partial}}",
    '{{> (lookup . "p")}}',
    "{{log name}}",
    "{{#with name}}x{{/with}}",
    "{{nope name}}",
  ]) {
    it(`fails at ${source}`, () => {
      assert.throws(() => renderTemplate(source, context));
    });
  }

  it("gives templates data only, frozen and without prototypes", () => {
    assert.equal(Object.getPrototypeOf(context), null);
    assert.ok(Object.isFrozen(context) && Object.isFrozen(context.list));
    const list = context.list as object[];
    assert.equal(Object.getPrototypeOf(list[0]), null);
  });
});

/** What of a template could write a value without a helper, or run something else. */
function violations(source: string): string[] {
  const found: string[] = [];
  const blocks = new Set(["if", "unless", "each"]);
  const walk = (program: hbs.AST.Program | undefined) => {
    for (const statement of program?.body ?? []) {
      if (statement.type === "ContentStatement" || statement.type === "CommentStatement") continue;
      if (statement.type !== "BlockStatement" && statement.type !== "MustacheStatement") {
        found.push(statement.type);
        continue;
      }
      const { path, params } = statement as hbs.AST.MustacheStatement;
      const name = (path as hbs.AST.PathExpression).original;
      if (statement.type === "BlockStatement" && blocks.has(name)) {
        const block = statement as hbs.AST.BlockStatement;
        walk(block.program);
        walk(block.inverse);
      } else if (
        statement.type !== "MustacheStatement" ||
        !(name in TEMPLATE_HELPERS) ||
        params.length !== 1
      ) {
        found.push(`${statement.type} ${name}`);
      }
    }
  };
  walk(Handlebars.parse(source));
  return found;
}

describe("the templates", () => {
  it("write values through the helper of a language only", () => {
    const texts = textsBelow(join(packageRoot(), "templates"));
    const templates = Object.entries(texts).filter(([path]) => path.endsWith(".hbs"));
    assert.ok(templates.length > 10);
    for (const [path, source] of templates) assert.deepEqual(violations(source), [], path);
  });

  it("are compiled by the build, and nothing is that is no template", () => {
    const texts = Object.entries(textsBelow(join(packageRoot(), "templates")));
    const compiled = texts.filter(([, text]) => compiledTemplate(text) !== undefined);
    const templates = texts.filter(([path]) => path.endsWith(".hbs"));
    assert.deepEqual(
      compiled.map(([path]) => path),
      templates.map(([path]) => path),
    );
    assert.deepEqual(
      texts.filter(([, text]) => !isBuiltFile(text)).map(([path]) => path),
      [],
    );
    assert.equal(isBuiltFile("{{ts name}} of a company's own"), false);
  });

  it("would be found out if they did not", () => {
    assert.deepEqual(violations("{{x}}"), ["MustacheStatement x"]);
    assert.deepEqual(violations("{{{ts x}}}{{#if a}}{{x}}{{/if}}"), ["MustacheStatement x"]);
    assert.deepEqual(violations("{{#with x}}{{/with}}"), ["BlockStatement with"]);
    assert.deepEqual(violations("{{> x}}"), ["PartialStatement"]);
  });
});
