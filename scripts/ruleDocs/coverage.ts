import type { DescribedRule } from "../../generator/check/ruleCatalogue.js";
import { WRITTEN } from "../docPages/markdown.js";
import type { Catalogue } from "./catalogues.js";

/**
 * The page that says, control by control, which rule covers what other catalogues ask for.
 *
 * @throws {Error} if a control has neither a rule nor a reason, or both.
 */
export function coveragePage(
  rules: readonly DescribedRule[],
  catalogues: readonly Catalogue[],
): string {
  return [
    "# What the policies cover of other catalogues",
    "",
    WRITTEN,
    "",
    "A control without a rule has a reason.",
    ...catalogues.flatMap((catalogue) => tableOf(rules, catalogue)),
    "",
  ].join("\n");
}

function tableOf(rules: readonly DescribedRule[], catalogue: Catalogue): string[] {
  const { title, url, ids, reasons, severities } = catalogue;
  const rows = ids.map((id) => {
    const names = rules.filter(({ sources }) => sources.includes(id)).map(({ name }) => name);
    const reason = reasons[id];
    if ((names.length === 0) === (reason === undefined)) {
      const what =
        reason === undefined ? "neither a rule nor a reason" : "a rule, and a reason for none";
      throw new Error(`${title}: ${id} has ${what}`);
    }
    const covered = names.map((name) => `[\`${name}\`](${name}.md)`).join(", ");
    const severity = severities ? ` ${severities[id] ?? ""} |` : "";
    return `| ${id} |${severity} ${reason === undefined ? covered : `none: ${reason}`} |`;
  });
  const count = ids.filter((id) => reasons[id] === undefined).length;
  return [
    "",
    `## ${title}`,
    "",
    `${count} of ${ids.length}. [The catalogue](${url}).`,
    "",
    severities ? "| control | severity | rule |" : "| control | rule |",
    severities ? "|---|---|---|" : "|---|---|",
    ...rows,
  ];
}
