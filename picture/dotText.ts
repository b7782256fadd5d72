import type { NodeKind, Picture, PictureEdge, PictureNode } from "./picture.js";
import { plainText } from "./plainText.js";

/** What a node of a kind looks like. */
const SHAPES: Readonly<Record<NodeKind, string>> = {
  source: "ellipse",
  loadBalancer: "box",
  listener: "box",
  targetGroup: "box",
  tasks: "box",
  schedule: "box",
  queue: "box",
  secret: "note",
  store: "cylinder",
};

/** Points of a line of text, by Graphviz's own figures of a font all of whose letters are as wide. */
const FONT = 'fontname="Courier" fontsize=12';

/**
 * A picture in the language of Graphviz, in which no text of others is anything but text. Nodes have the name of their kind as a
 * class, by which a style gives them colours.
 */
export function dotText({ nodes, edges, groups }: Picture): string {
  const ids = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  const line = (node: PictureNode) =>
    `${ids.get(node.id) ?? ""} [${label([node.title, ...node.details])} shape=${SHAPES[node.kind]} class="${node.kind}"]`;
  const grouped = groups.flatMap(({ id, title }, i) => [
    `subgraph cluster${i} {`,
    `${label([title])} labeljust=l`,
    ...nodes.filter(({ group }) => group === id).map(line),
    "}",
  ]);
  const known = new Set(groups.map(({ id }) => id));
  const alone = nodes.filter(({ group }) => group === undefined || !known.has(group));
  return [
    "digraph {",
    `graph [rankdir=LR ${FONT} pad=0.2 nodesep=0.3 ranksep=0.6]`,
    `node [${FONT} style=rounded margin="0.18,0.1"]`,
    `edge [${FONT} arrowsize=0.7]`,
    ...alone.map(line),
    ...grouped,
    ...edges.map((edge) => arrow(edge, ids)),
    ...(nodes.length === 0 ? ['none [label="no service, schedule, queue or load balancer"]'] : []),
    "}",
  ]
    .join("\n")
    .concat("\n");
}

function arrow({ from, to, labels }: PictureEdge, ids: ReadonlyMap<string, string>): string {
  return `${ids.get(from) ?? ""} -> ${ids.get(to) ?? ""} [${label(labels)}]`;
}

function label(lines: readonly string[]): string {
  const shown = lines.map((text) => quoted(plainText(text))).filter((text) => text !== "");
  // A space at both ends keeps a label off its line.
  return `label="${shown.map((text) => ` ${text} `).join("\\n")}"`;
}

/** Graphviz reads entities of HTML and escapes of its own in a label. */
function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
