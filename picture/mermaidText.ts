import type { NodeKind, Picture, PictureEdge, PictureNode } from "./picture.js";
import { plainText } from "./plainText.js";

/** What a node of a kind looks like: what is before and behind its label. */
const SHAPES: Readonly<Record<NodeKind, readonly [before: string, behind: string]>> = {
  source: ["((", "))"],
  loadBalancer: ["{{", "}}"],
  listener: ["[/", "/]"],
  targetGroup: ["[", "]"],
  tasks: ["(", ")"],
  schedule: ["([", "])"],
  queue: ["[[", "]]"],
  secret: [">", "]"],
  store: ["[(", ")]"],
};

/** As many edges as Mermaid draws. @see https://mermaid.js.org/config/schema-docs/config-properties-maxedges.html */
const MOST_EDGES = 500;

/**
 * A picture as Mermaid's flowchart, in which no text of others is a mark, a directive, a tag or a link. It has no colours of its
 * own, so that the page that shows it has it in light and in dark.
 */
export function mermaidText({ nodes, edges, groups }: Picture): string {
  const ids = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  const line = (node: PictureNode) => `${ids.get(node.id) ?? ""}${shaped(node)}`;
  const grouped = groups.flatMap(({ id, title }, i) => [
    `  subgraph g${i}["${label([title])}"]`,
    ...nodes.filter(({ group }) => group === id).map((node) => `    ${line(node)}`),
    "  end",
  ]);
  const known = new Set(groups.map(({ id }) => id));
  const alone = nodes.filter(({ group }) => group === undefined || !known.has(group));
  const arrows = edges.slice(0, MOST_EDGES).map((edge) => arrow(edge, ids));
  const rest = edges.length - arrows.length;
  return [
    "flowchart LR",
    ...alone.map((node) => `  ${line(node)}`),
    ...grouped,
    ...arrows,
    ...(nodes.length === 0 ? ['  none["no service, schedule, queue or load balancer"]'] : []),
    ...(rest > 0 ? [`  rest["${rest} more flows, which are not drawn"]`] : []),
  ]
    .join("\n")
    .concat("\n");
}

function shaped({ kind, title, details }: PictureNode): string {
  const [before, behind] = SHAPES[kind];
  return `${before}"${label([title, ...details])}"${behind}`;
}

function arrow({ from, to, labels }: PictureEdge, ids: ReadonlyMap<string, string>): string {
  const text = label(labels);
  const middle = text === "" ? "-->" : `-->|"${text}"|`;
  return `  ${ids.get(from) ?? ""} ${middle} ${ids.get(to) ?? ""}`;
}

function label(lines: readonly string[]): string {
  return lines
    .map((text) => harmless(text))
    .filter((text) => text !== "")
    .join("<br/>");
}

/**
 * All but letters, digits and a few marks that mean nothing in Mermaid, Markdown and HTML become character entities, as Mermaid
 * writes them.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
function harmless(text: string): string {
  return (
    Array.from(plainText(text))
      .map((one) => (/[\p{L}\p{N} ,/.…-]/u.test(one) ? one : `#${one.codePointAt(0) ?? 0};`))
      .join("")
      // A link to Markdown, and a list: a number with a dot, or a dash.
      .replace(/www\./gi, (found) => found.replace(".", "#46;"))
      .replace(/^(\d+)\. /, "$1#46; ")
      .replace(/^-/, "#45;")
  );
}
