import type { SourceLocation } from "../../../policies/pack.js";
import type { CheckResult, GroupedMessage, RuleFindings } from "../checkResult.js";
import { groupedFindings, placeText } from "../checkResult.js";
import { isMandatory } from "../../../policies/rule.js";

/**
 * A result as JUnit's XML, which CI systems list as tests: a test for each message, which fails where the policy is
 * mandatory, and is skipped where it is advice, exempt or accepted.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function junitReport(result: CheckResult): string {
  const suites = groupedFindings(result.violations).map(suiteOf);
  const exempted = result.exempted.map(({ policy, message, reason, expires, ...place }) =>
    testCase(policy, message, place.location, [
      element("skipped", { message: `exempt until ${expires}: ${reason}` }, [
        `${placeText(place)}: ${place.urn}`,
      ]),
    ]),
  );
  if (exempted.length > 0) suites.push({ name: "exempt", cases: exempted, failures: 0 });
  if (suites.length === 0) {
    // Some CI systems take a report without tests for a mistake.
    const passed = testCase("slipway", `${result.evaluated} checks`, undefined, []);
    suites.push({ name: "policies", cases: [passed], failures: 0 });
  }
  const children = suites.map((suite) =>
    element("testsuite", { name: suite.name, ...countsOf([suite]) }, suite.cases),
  );
  const root = element("testsuites", { name: "slipway check", ...countsOf(suites) }, children);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(root)}`;
}

interface Suite {
  name: string;
  cases: Element[];
  failures: number;
}

function countsOf(suites: readonly Suite[]): Record<string, number> {
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  const skipped = suites
    .flatMap(({ cases }) => cases.flatMap(({ children }) => children))
    .filter((child) => typeof child !== "string" && child.name === "skipped").length;
  return { tests, failures, errors: 0, skipped };
}

function suiteOf(rule: RuleFindings): Suite {
  const { policy, remedy = "", url = "" } = rule;
  const isAlarm = ({ accepted }: GroupedMessage) => isMandatory(rule) && !accepted;
  const cases = rule.messages.map((grouped) => {
    const { message, accepted, places } = grouped;
    const where = places.map((place) => `${placeText(place)}: ${place.urn}`);
    const text = [...where, remedy, url].filter((line) => line !== "").join("\n");
    const why = accepted ? "accepted by the baseline" : "advice";
    const said = isAlarm(grouped)
      ? element("failure", { message, type: policy }, [text])
      : element("skipped", { message: why }, [text]);
    return testCase(policy, message, places[0]?.location, [said]);
  });
  return { name: policy, cases, failures: rule.messages.filter(isAlarm).length };
}

function testCase(
  classname: string,
  name: string,
  location: SourceLocation | undefined,
  children: Element[],
): Element {
  const place = location && { file: location.file, line: location.line };
  return element("testcase", { classname, name, ...place }, children);
}

interface Element {
  name: string;
  attributes: Record<string, string | number>;
  children: readonly (Element | string)[];
}

function element(
  name: string,
  attributes: Element["attributes"],
  children: Element["children"],
): Element {
  return { name, attributes, children };
}

function xmlText(node: Element | string, indent = ""): string {
  if (typeof node === "string") return escaped(node);
  const { name, attributes, children } = node;
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(`${value}`)}"`);
  const start = `${indent}<${name}${all.join("")}`;
  if (children.length === 0) return `${start}/>`;
  if (children.some((child) => typeof child === "string")) {
    return `${start}>${children.map((child) => xmlText(child)).join("")}</${name}>`;
  }
  const inner = children.map((child) => xmlText(child, `${indent}  `)).join("\n");
  return `${start}>\n${inner}\n${indent}</${name}>`;
}

/** What XML 1.0 has no form for, however it is written. */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function escaped(text: string): string {
  return text
    .replace(ILLEGAL, "\uFFFD")
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character);
}
