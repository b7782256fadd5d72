import type { DescribedRule } from "../../generator/check/ruleCatalogue.js";
import { NATIVE_FORMS, UNJUDGED_NATIVE_TYPES } from "../../policies/resource/nativeForms.js";
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
    ...nativeTable(),
    "",
  ].join("\n");
}

/** Which resources of AWS Native are judged as which of the provider AWS, and which are not. */
function nativeTable(): string[] {
  const judged = Object.entries(NATIVE_FORMS).map(
    ([native, { type, parts = [] }]) =>
      `| \`${native}\` | ${[type, ...parts.map((part) => part.type)].map((one) => `\`${one}\``).join(", ")} |`,
  );
  const others = Object.entries(UNJUDGED_NATIVE_TYPES).map(
    ([native, reason]) => `| \`${native}\` | none: ${reason} |`,
  );
  return [
    "",
    "## Resources of AWS Native",
    "",
    "Judged, and not remediated. All of other services (roles, networks, log groups) are not judged.",
    "",
    "| resource | judged as |",
    "|---|---|",
    ...judged,
    ...others,
  ];
}

function tableOf(rules: readonly DescribedRule[], catalogue: Catalogue): string[] {
  const { title, url, ids, reasons, severities, unconfirmed = {} } = catalogue;
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
    const mark = unconfirmed[id] === undefined ? "" : " *";
    return `| ${id}${mark} |${severity} ${reason === undefined ? covered : `none: ${reason}`} |`;
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
    ...unconfirmedLines(unconfirmed),
  ];
}

/** What the rows that are marked rest on. */
function unconfirmedLines(unconfirmed: NonNullable<Catalogue["unconfirmed"]>): string[] {
  const reasons = [...new Set(Object.values(unconfirmed))];
  if (reasons.length === 0) return [];
  const lines = reasons.map((why) => {
    const ids = Object.entries(unconfirmed).flatMap(([id, own]) => (own === why ? [id] : []));
    return `- ${ids.join(", ")}: ${why}.`;
  });
  return ["", "\\* Not confirmed by the catalogue's own pages alone:", "", ...lines];
}
