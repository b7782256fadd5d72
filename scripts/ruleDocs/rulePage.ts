import { PROFILES } from "../../policies/configuration/level.js";
import type { ReviewedResource } from "../../policies/pack.js";
import type { DescribedParameter, DescribedRule } from "../../generator/check/ruleCatalogue.js";
import { escaped, WRITTEN } from "../docPages/markdown.js";
import { CATALOGUES } from "./catalogues.js";

/** A case of a rule's own tests. */
export interface ShownCase {
  title: string;
  resource: ReviewedResource;
  beside?: readonly ReviewedResource[] | undefined;
  messages?: readonly string[] | undefined;
  /** What the configuration says about the rule. */
  configuration?: object | undefined;
}

/** Cases that a page shows. */
export interface ShownCases {
  passes: readonly ShownCase[];
  fails: readonly ShownCase[];
}

/** The page of one rule. */
export function rulePage(rule: DescribedRule, reason: string, cases: ShownCases): string {
  const { name, description, kind, severity, levels, remedy, url } = rule;
  return [
    `# \`${name}\``,
    "",
    description,
    "",
    WRITTEN,
    "",
    "## Why",
    "",
    reason,
    "",
    `| kind | severity | ${PROFILES.map((profile) => `\`${profile}\``).join(" | ")} |`,
    `|${"---|".repeat(PROFILES.length + 2)}`,
    `| ${kind} | ${severity} | ${PROFILES.map((profile) => levels[profile]).join(" | ")} |`,
    "",
    "## Condition",
    "",
    ...conditionLines(cases),
    "",
    "## Parameters",
    "",
    ...parameterLines(rule),
    ...exampleLines("An example that fails", cases.fails),
    ...exampleLines("An example that passes", cases.passes),
    "",
    "## How to mend it",
    "",
    remedy,
    "",
    ...remediatesLines(rule),
    "Who may not says so in `slipway.policies.yaml`:",
    "",
    "```yaml",
    "exempt:",
    `  - policies: [${name}]`,
    "    name: <name of the resource>",
    "    reason: <why>",
    "    expires: <a day, such as 2027-03-01>",
    "```",
    "",
    "## Who else has it",
    "",
    othersLine(rule),
    "",
    "## Sources",
    "",
    `- <${url}>`,
    "",
  ].join("\n");
}

/** What the rule sets by itself; nothing for one that sets nothing. */
function remediatesLines({ name, remediates = {} }: DescribedRule): string[] {
  const types = Object.entries(remediates);
  if (types.length === 0) return [];
  return [
    `At the level \`remediate\` (\`${name}: remediate\` in \`slipway.policies.yaml\`) the rule sets by itself, where a violation`,
    "hangs on it:",
    "",
    "| resource | property |",
    "|---|---|",
    ...types.map(
      ([type, paths]) => `| \`${type}\` | ${paths.map((path) => `\`${path}\``).join(", ")} |`,
    ),
    "",
    "A value that is not known yet and one that is a secret are let be. What is left stops the update.",
    "",
  ];
}

function conditionLines({ fails, passes }: ShownCases): string[] {
  if (fails.length === 0) return ["As the description says."];
  const messages = [...new Set(fails.flatMap(({ messages: said = [] }) => said))];
  return [
    "It says, of what its tests have:",
    "",
    ...messages.map((message) => `- ${escaped(message)}`),
    "",
    `It lets be: ${passes.map(({ title }) => escaped(title)).join("; ")}.`,
  ];
}

function parameterLines({ parameters }: DescribedRule): string[] {
  const all = Object.entries(parameters);
  if (all.length === 0) return ["None."];
  return [
    "| parameter | type | default | other profiles | |",
    "|---|---|---|---|---|",
    ...all.map(([key, parameter]) => parameterRow(key, parameter)),
  ];
}

function parameterRow(key: string, parameter: DescribedParameter): string {
  const { type, description, default: usual, profiles } = parameter;
  const others = Object.entries(profiles).map(
    ([profile, value]) => `${profile} \`${JSON.stringify(value)}\``,
  );
  const cells = [`\`${key}\``, type, `\`${JSON.stringify(usual)}\``, others.join(", ")];
  return `| ${[...cells, escaped(description)].join(" | ")} |`;
}

/** The shortest case shows the point best, and one under the defaults better than any that is configured. */
function exampleLines(title: string, cases: readonly ShownCase[]): string[] {
  const texts = cases.map((one) => ({ one, text: exampleText(one) }));
  const rank = ({ one, text }: (typeof texts)[number]) =>
    text.length + (one.configuration === undefined ? 0 : 100_000);
  const [shortest] = texts.sort((a, b) => rank(a) - rank(b));
  if (shortest === undefined) return [];
  const { one, text } = shortest;
  const configured =
    one.configuration === undefined ? [] : ["", `With \`${JSON.stringify(one.configuration)}\`.`];
  const said = (one.messages ?? []).map((message) => `> ${escaped(message)}`);
  return [
    "",
    `## ${title}`,
    "",
    `${one.title.charAt(0).toUpperCase()}${escaped(one.title.slice(1))}:`,
    "",
    "```json",
    text,
    "```",
    ...configured,
    ...(said.length > 0 ? ["", ...said] : []),
  ];
}

function exampleText({ resource, beside = [] }: ShownCase): string {
  const shown = [resource, ...beside].map(({ type, properties }) => ({
    type,
    properties: plain(properties),
  }));
  return JSON.stringify(shown.length === 1 ? shown[0] : shown, undefined, 2);
}

/** Texts of JSON are shown as what they hold, and what no text is as what it stands for. */
function plain(value: unknown): unknown {
  if (typeof value === "symbol") return "<not known yet>";
  if (typeof value === "string" && /^[[{]/.test(value)) {
    try {
      return plain(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Ids without a catalogue are of Slipway's own list. */
function othersLine({ sources }: DescribedRule): string {
  const published = sources.filter((id) => !/^O\d+$/.test(id));
  if (published.length === 0) return "Nobody that we know of.";
  const named = published.map((id) => {
    const catalogue = CATALOGUES.find(({ ids }) => ids.includes(id));
    return catalogue ? `[${id}](${catalogue.url})` : id;
  });
  return `${named.join(", ")}. [All that is covered](coverage.md).`;
}
