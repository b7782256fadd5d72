import { PROFILES } from "../../policies/configuration/level.js";
import type { DescribedParameter, DescribedRule } from "../check/ruleCatalogue.js";
import type { Paint } from "./policyLines.js";
import { PLAIN } from "./policyLines.js";

/** All rules for people: a line each, with its level under the profiles. */
export function printRules(all: readonly DescribedRule[], paint: Paint = PLAIN): string {
  const head = ["rule", "kind", "severity", ...PROFILES];
  const rows = all.map(({ name, kind, severity, levels }) => [
    name,
    kind,
    severity,
    ...PROFILES.map((profile) => levels[profile]),
  ]);
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [
    paint.strong(line(head)),
    ...rows.map(line),
    paint.faint(`${all.length} rules; 'slipway rules show <name>' says more of one`),
  ].join("\n");
}

/** One rule for people: what it asks for, how strictly, by which parameters, and what to do about a violation. */
export function printRule(rule: DescribedRule, paint: Paint = PLAIN): string {
  const { name, description, kind, severity, levels, parameters, types, sources, remedy, url } =
    rule;
  const all = Object.entries(parameters);
  return [
    `${paint.strong(name)}  ${paint.faint(`${kind}, ${severity}`)}`,
    `  ${description}`,
    `  ${paint.strong("Levels")}      ${PROFILES.map((one) => `${one} ${levels[one]}`).join(", ")}`,
    `  ${paint.strong("Parameters")}  ${all.length === 0 ? "none" : ""}`.trimEnd(),
    ...all.flatMap(parameterLines),
    `  ${paint.strong("Judges")}      ${types?.join(", ") ?? "resources of any type"}`,
    `  ${paint.strong("Covers")}      ${sources.join(", ") || "no id of another catalogue"}`,
    `  ${paint.strong("Remedy")}      ${remedy}`,
    ...remediatesLines(rule, paint),
    `  ${paint.strong("Link")}        ${url}`,
  ].join("\n");
}

/** What the rule sets by itself, of each type whose names differ. */
function remediatesLines({ remediates }: DescribedRule, paint: Paint): string[] {
  if (remediates === undefined) return [];
  const paths = [...new Set(Object.values(remediates).flat())];
  return [`  ${paint.strong("Remediates")}  ${paths.join(", ")}`];
}

function parameterLines([key, parameter]: [string, DescribedParameter]): string[] {
  const { type, description, default: usual, profiles } = parameter;
  const others = Object.entries(profiles).map(
    ([profile, value]) => `, ${profile} ${JSON.stringify(value)}`,
  );
  return [
    `    ${key} (${type}): ${description}`,
    `      default ${JSON.stringify(usual)}${others.join("")}`,
  ];
}
