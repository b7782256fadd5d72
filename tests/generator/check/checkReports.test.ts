import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";

import type { CheckResult, CheckViolation } from "../../../generator/check/checkResult.js";
import { groupedFindings } from "../../../generator/check/checkResult.js";
import { githubReport } from "../../../generator/check/report/githubReport.js";
import { junitReport } from "../../../generator/check/report/junitReport.js";
import { markdownReport } from "../../../generator/check/report/markdownReport.js";
import { sarifReport } from "../../../generator/check/report/sarifReport.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { printCheck } from "../../../generator/terminal/printCheck.js";

const urn = (name: string) =>
  `urn:pulumi:prod::shop::aws:ecs/taskDefinition:TaskDefinition::${name}`;

function violation(more: Partial<CheckViolation> = {}): CheckViolation {
  return {
    policy: "image-pinned",
    enforcementLevel: "mandatory",
    kind: "reliability",
    severity: "medium",
    urn: urn("web"),
    message: "runs 'nginx'",
    remedy: "Pin it.",
    url: "https://example.com/pin",
    source: "states/a b.json",
    accepted: false,
    ...more,
  };
}

function resultOf(...violations: CheckViolation[]): CheckResult {
  return {
    checked: [{ source: "states/a b.json", stack: "prod", resources: 2 }],
    violations,
    exempted: [
      {
        policy: "ecs-readonly-root",
        urn: urn("old"),
        message: "may write",
        reason: "until <it> is rebuilt",
        expires: "2027-01-31",
        source: "states/a b.json",
      },
    ],
    undetermined: [{ policy: "image-pinned", urn: urn("new"), path: "image", source: "s.json" }],
    evaluated: 7,
  };
}

const BOTH = resultOf(
  violation({ enforcementLevel: "advisory", policy: "required-tags", kind: "practice" }),
  violation(),
  violation({ urn: urn("jobs") }),
);

interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: string;
  baselineState?: string;
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: object };
    logicalLocations: { name: string }[];
  }[];
  suppressions?: { kind: string; justification: string }[];
}

function sarifOf(result: CheckResult) {
  const report = JSON.parse(JSON.stringify(sarifReport(result, "1.2.3"))) as {
    version: string;
    runs: { tool: { driver: { rules: { id: string }[] } }; results: SarifResult[] }[];
  };
  const [run] = report.runs;
  assert.ok(run);
  return { report, rules: run.tool.driver.rules, results: run.results };
}

/** The schema that OASIS publishes with the standard, as the package '@microsoft/jest-sarif' (MIT) has it. */
const SCHEMA = "tests/generator/check/fixtures/sarif-2.1.0-rtm.5.json";

function sarifProblemsBy(): (report: unknown) => unknown {
  const { $schema, id, ...schema } = JSON.parse(
    readFileSync(join(packageRoot(), SCHEMA), "utf8"),
  ) as Record<string, unknown>;
  // Of draft 4, which Ajv does not know by its name; nothing in it means something else in draft 7.
  assert.deepEqual([$schema, typeof id], ["http://json-schema.org/draft-04/schema#", "string"]);
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile(schema);
  return (report) => (validate(report) ? [] : validate.errors);
}

describe("reports of a check", () => {
  it("have each message once, and what fails first", () => {
    const groups = groupedFindings(BOTH.violations);
    assert.deepEqual(
      groups.map(({ policy, messages }) => [policy, messages.map(({ places }) => places.length)]),
      [
        ["image-pinned", [2]],
        ["required-tags", [1]],
      ],
    );
  });

  it("say of each place what to set, where that was asked for", () => {
    const fix = [{ property: "containerDefinitions[0].privileged", value: false }];
    const result = resultOf(violation({ fix }), violation({ urn: urn("jobs") }));
    const text = printCheck(result);
    const line = "      fix: set 'containerDefinitions[0].privileged' to false";
    assert.equal(text.split(`${line}\n`).length, 2, text);
    assert.match(
      markdownReport(result),
      /\(set 'containerDefinitions\\\[0\\\].privileged' to false\)/,
    );
    assert.doesNotMatch(printCheck(BOTH), /fix:/);
  });

  it("for people say each message, remedy and link once, and count", () => {
    const text = printCheck(BOTH);
    for (const part of ["violation  image-pinned (reliability, medium)", "exempt  "]) {
      assert.equal(text.split(part).length, 2, part);
    }
    assert.equal(text.split("runs 'nginx'").length, 3);
    assert.match(text, /7 checks: 2 violations, 1 advice, 1 undetermined, 1 exempt$/);
  });

  it("say of which stack a resource is, where several were checked, whose program has the same lines", () => {
    const location = { file: "index.ts", line: 3, column: 1 };
    const inStack = (stack: string) => urn("web").replace("urn:pulumi:prod", `urn:pulumi:${stack}`);
    const ofBoth = resultOf(
      violation({ location, urn: inStack("dev") }),
      violation({ location, urn: inStack("prod") }),
    );
    const source = "Pulumi.yaml";
    const several = {
      ...ofBoth,
      checked: ["dev", "prod"].map((stack) => ({ source, stack, resources: 1 })),
      remediated: [{ policy: "p", urn: inStack("dev"), properties: ["a"], source }],
    };
    const text = printCheck(several);
    assert.match(text, /^ {4}web \(dev\) {2}index\.ts:3:1\n {4}web \(prod\) {2}index\.ts:3:1$/m);
    assert.match(text, /^exempt {2}ecs-readonly-root {2}old \(prod\): /m);
    assert.match(text, /^undetermined {2}new \(prod\): /m);
    assert.match(text, /^remediated {2}p {2}web \(dev\): sets 'a'$/m);
    assert.match(markdownReport(several), /`web \(dev\)` in `index\.ts:3:1`, `web \(prod\)` in/);
    assert.match(markdownReport(several), /`old \(prod\)`: may write/);
    assert.match(githubReport(several), /::web \(dev\), web \(prod\): runs 'nginx'/);
    assert.match(githubReport(several), /::old \(prod\): may write/);
    for (const text_ of [printCheck(ofBoth), markdownReport(ofBoth), githubReport(ofBoth)]) {
      assert.doesNotMatch(text_, /\(prod\)/);
    }
  });

  it("let nothing of others reach the terminal", () => {
    const evil = "a\u001b[2J\nslipway: done\u202e";
    const text = printCheck(
      resultOf(violation({ message: evil, urn: urn(evil), source: evil, policy: evil })),
    );
    assert.doesNotMatch(text, /[\u001b\u202e]|^slipway: done/m);
  });

  it("of SARIF have rules, places, levels and suppressions", () => {
    const { report, rules, results } = sarifOf(BOTH);
    assert.equal(report.version, "2.1.0");
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      [
        ["image-pinned", "error"],
        ["required-tags", "warning"],
        ["ecs-readonly-root", "note"],
      ],
    );
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex]?.id, ruleId);
    const [first, , exempt] = results;
    const [place] = first?.locations ?? [];
    assert.equal(place?.physicalLocation.artifactLocation.uri, "states/a%20b.json");
    assert.deepEqual(
      place.logicalLocations.map(({ name }) => name),
      ["web", "jobs"],
    );
    assert.deepEqual(exempt?.suppressions, [
      {
        kind: "external",
        status: "accepted",
        justification: "until <it> is rebuilt (until 2027-01-31)",
      },
    ]);
    assert.equal(first?.suppressions, undefined);
  });

  it("of SARIF keep to its schema", () => {
    const outcome = { file: "a.json", isNew: false, accepted: 1, gone: 0, pruned: false };
    const accepted = violation({ accepted: true, source: "/tmp/b c.json" });
    const reports: CheckResult[] = [
      BOTH,
      { ...resultOf(accepted, violation({ policy: "of-others" })), baseline: outcome },
      { ...resultOf(), exempted: [] },
    ];
    const sarifProblems = sarifProblemsBy();
    for (const each of reports) assert.deepEqual(sarifProblems(sarifOf(each).report), []);
    const { report } = sarifOf(BOTH);
    assert.notDeepEqual(sarifProblems({ ...report, version: "2.0.0" }), []);
    const wrong = report.runs.map((run) => ({ ...run, results: [{ level: "loud" }] }));
    assert.notDeepEqual(sarifProblems({ ...report, runs: wrong }), []);
  });

  it("of SARIF tell what the baseline accepts from what is new", () => {
    const outcome = { file: "accepted.json", isNew: false, accepted: 1, gone: 0, pruned: false };
    const { results } = sarifOf({
      ...resultOf(violation({ accepted: true }), violation({ message: "new" })),
      baseline: outcome,
    });
    assert.deepEqual(
      results
        .slice(0, 2)
        .map(({ baselineState, suppressions }) => [
          baselineState,
          suppressions?.[0]?.justification,
        ]),
      [
        ["unchanged", "accepted by accepted.json"],
        ["new", undefined],
      ],
    );
  });

  it("of SARIF give a message in two files a place in both", () => {
    const { results } = sarifOf(resultOf(violation(), violation({ source: "/tmp/b.json" })));
    assert.deepEqual(
      results
        .filter(({ ruleId }) => ruleId === "image-pinned")
        .map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri),
      ["states/a%20b.json", "file:///tmp/b.json"],
    );
  });

  it("name the program's line and column of each finding", () => {
    const at = (line: number) => ({ location: { file: "infra/index.ts", line, column: 5 } });
    const result = resultOf(
      violation(at(3)),
      violation({ ...at(3), urn: urn("jobs") }),
      violation({ ...at(9), urn: urn("other") }),
    );
    const regions = sarifOf(result).results.map(({ locations }) => locations[0]?.physicalLocation);
    assert.deepEqual(regions.slice(0, 2), [
      {
        artifactLocation: { uri: "infra/index.ts" },
        region: { startLine: 3, startColumn: 5 },
      },
      {
        artifactLocation: { uri: "infra/index.ts" },
        region: { startLine: 9, startColumn: 5 },
      },
    ]);
    assert.deepEqual(sarifProblemsBy()(sarifOf(result).report), []);
    const annotations = githubReport(result).split("\n");
    assert.match(
      annotations[0] ?? "",
      /^::error file=infra\/index\.ts,line=3,col=5,.*::web, jobs: /,
    );
    assert.match(annotations[1] ?? "", /^::error file=infra\/index\.ts,line=9,col=5,.*::other: /);
    assert.match(junitReport(result), /<testcase [^>]* file="infra\/index\.ts" line="3">/);
    for (const text of [printCheck(result), markdownReport(result)]) {
      assert.match(text, /infra\/index\.ts:9:5/);
    }
  });

  it("of JUnit fail by what is mandatory alone, in legal XML", () => {
    const text = junitReport(
      resultOf(violation({ message: `<a> & "b"\u0000\n` }), violation({ accepted: true })),
    );
    assert.match(text, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /);
    assert.match(
      text,
      /<testsuites name="slipway check" tests="3" failures="1" errors="0" skipped="2">/,
    );
    assert.match(
      text,
      /<failure message="&lt;a&gt; &amp; &quot;b&quot;\uFFFD&#10;" type="image-pinned">/,
    );
    assert.match(text, /<skipped message="exempt until 2027-01-31: until &lt;it&gt; is rebuilt">/);
    assert.doesNotMatch(text, /\u0000/);
  });

  it("of JUnit have a test where nothing was found", () => {
    const text = junitReport({ ...resultOf(), exempted: [] });
    assert.match(text, /tests="1" failures="0" errors="0" skipped="0"/);
  });

  it("for GitHub are annotations that end no line early", () => {
    const lines = githubReport(
      resultOf(
        violation({ message: "50% of\nit", source: "a,b:c.json" }),
        violation({ enforcementLevel: "advisory", message: "other" }),
        violation({ accepted: true, message: "old" }),
      ),
    ).split("\n");
    assert.equal(
      lines[0],
      "::error file=a%2Cb%3Ac.json,line=1,title=image-pinned::web: 50%25 of%0Ait%0APin it.%0Ahttps://example.com/pin",
    );
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      ["::error", "::notice", "::warning", "::notice"],
    );
  });

  it("of Markdown take no mark, tag or mention from a message", () => {
    const text = markdownReport(resultOf(violation({ message: "<img> *a* @all `x` [y](z)\n# h" })));
    assert.match(text, /- &lt;img> \\\*a\\\* &#64;all \\`x\\` \\\[y\\\]\\\(z\\\) \\# h: `web` in /);
    assert.match(text, /\*\*1 failing\*\*/);
    assert.match(text, /## Exempt\n\n- `ecs-readonly-root` `old`: may write/);
  });
});
