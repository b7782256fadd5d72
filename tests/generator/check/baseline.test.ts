import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { scopeOf, withBaseline } from "../../../generator/check/baseline.js";
import type { CheckResult } from "../../../generator/check/checkResult.js";
import { CliError } from "../../../generator/cliError.js";
import { assertPublished } from "../../support/publishedDocument.js";

const urn = (stack: string, name: string) => `urn:pulumi:${stack}::shop::a:b:C::${name}`;

function found(stack: string, ...names: string[]): CheckResult {
  return {
    checked: [],
    violations: names.map((name) => ({
      policy: "image-pinned",
      enforcementLevel: "mandatory",
      severity: "medium",
      urn: urn(stack, name),
      message: `'${name}' is wrong`,
      source: "state.json",
      accepted: false,
    })),
    exempted: [],
    undetermined: [],
    evaluated: 1,
  };
}

describe("a baseline", () => {
  let folder = "";
  let file = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-baseline-"));
    file = join(folder, "accepted.json");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const held = (result: CheckResult, prune = false, ...scopes: string[]) =>
    withBaseline(result, {
      ...{ file, prune, mayCreate: true },
      scopes: scopes.length > 0 ? scopes : [PROD],
    });
  const PROD = scopeOf(urn("prod", "a"));
  const inFile = () =>
    (JSON.parse(readFileSync(file, "utf8")) as { findings: { message: string }[] }).findings.map(
      ({ message }) => message,
    );
  const failing = ({ violations }: CheckResult) =>
    violations.filter(({ accepted }) => !accepted).map(({ message }) => message);

  it("is made of today's findings, each named, where there is none", () => {
    const result = held(found("prod", "b", "a"));
    assert.deepEqual(failing(result), []);
    assert.deepEqual(result.baseline, { file, isNew: true, accepted: 2, gone: 0, pruned: false });
    assert.deepEqual(inFile(), ["'a' is wrong", "'b' is wrong"]);
    assertPublished("baseline", readFileSync(file, "utf8"));
  });

  it("lets what is new fail, and does not take it up", () => {
    held(found("prod", "a"));
    const text = readFileSync(file, "utf8");
    assert.deepEqual(failing(held(found("prod", "a", "new"))), ["'new' is wrong"]);
    assert.deepEqual(failing(held(found("prod", "a", "new"), true)), ["'new' is wrong"]);
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("is about one resource: the same message elsewhere is new", () => {
    held(found("prod", "a"));
    assert.deepEqual(failing(held(found("dev", "a"))), ["'a' is wrong"]);
  });

  it("shrinks when it is pruned, and not before", () => {
    held(found("prod", "a", "b"));
    assert.equal(held(found("prod", "a")).baseline?.gone, 1);
    assert.equal(inFile().length, 2);
    assert.equal(held(found("prod", "a"), true).baseline?.pruned, true);
    assert.deepEqual(inFile(), ["'a' is wrong"]);
    assert.deepEqual(failing(held(found("prod", "b"))), ["'b' is wrong"]);
  });

  it("keeps what it has of stacks that were not checked", () => {
    held(found("prod", "a"));
    const dev = scopeOf(urn("dev", "a"));
    assert.equal(held(found("dev"), true, dev).baseline?.gone, 0);
    assert.deepEqual(inFile(), ["'a' is wrong"]);
    assert.equal(held(found("prod"), true, PROD).baseline?.gone, 1);
    assert.deepEqual(inFile(), []);
  });

  for (const [what, text, message] of [
    ["no JSON", "{", /'--baseline' must name a file that 'slipway check --baseline' wrote, got '/],
    ["no findings", "{}", /it has no 'findings'$/],
    [
      "a finding without message",
      '{"findings":[{"policy":"a","urn":"b"}]}',
      /'findings\[0\]' must have 'policy', 'urn' and 'message'$/,
    ],
  ] as const) {
    it(`is refused with ${what}, and left as it is`, () => {
      writeFileSync(file, text);
      assert.throws(
        () => held(found("prod", "a"), true),
        (error) => error instanceof CliError && message.test(error.message),
      );
      assert.equal(readFileSync(file, "utf8"), text);
      assert.ok(existsSync(file));
    });
  }

  it("is not written where it may not be", () => {
    assert.throws(
      () =>
        withBaseline(found("prod", "a"), { file, prune: false, mayCreate: false, scopes: [PROD] }),
      /'--baseline' must name a file that exists where the variable CI is set, got '.*accepted\.json'/,
    );
    assert.ok(!existsSync(file));
  });
});
