import type { NodeKind, Picture, PictureEdge, PictureNode } from "./picture.js";
import { Drawing } from "./picture.js";

/** How many nodes a picture has that can still be read. */
const MOST_NODES = 60;

/** How many names a node tells that stands for several. */
const MOST_NAMES = 8;

/** How many labels an edge tells that stands for several. */
const MOST_LABELS = 3;

/** What is always drawn by itself. */
const ALONE: readonly NodeKind[] = ["source", "loadBalancer", "listener"];

const WORDS: Readonly<Record<NodeKind, string>> = {
  source: "sources",
  loadBalancer: "load balancers",
  listener: "listeners",
  targetGroup: "target groups",
  tasks: "services and tasks",
  schedule: "schedules",
  queue: "queues",
  secret: "secrets and parameters",
  store: "stores",
};

/**
 * A picture that can be read: where there are too many nodes, those of a kind and a place that have the like beside them are
 * drawn as one, and, where that does not do, all of a kind and a place.
 */
export function condense(picture: Picture): Picture {
  const kinds = new Map(picture.nodes.map((node) => [node.id, kindOf(node)]));
  for (const classes of [undefined, refined(picture, kinds), kinds]) {
    const drawn = classes ? merged(picture, classes) : picture;
    if (drawn.nodes.length <= MOST_NODES) return few(drawn);
  }
  const all = picture.nodes.map(({ id, kind }) => [id, kind] as const);
  return few(merged(picture, new Map(all)));
}

function kindOf({ id, kind, group = "" }: PictureNode): string {
  return ALONE.includes(kind) ? id : JSON.stringify([kind, group]);
}

/** Told apart by what is beside them. */
function refined({ nodes, edges }: Picture, kinds: ReadonlyMap<string, string>) {
  const beside = new Map<string, Set<string>>(nodes.map(({ id }) => [id, new Set()]));
  for (const { from, to } of edges) {
    beside.get(from)?.add(`to ${kinds.get(to) ?? ""}`);
    beside.get(to)?.add(`from ${kinds.get(from) ?? ""}`);
  }
  return new Map(
    nodes.map(({ id }) => [
      id,
      JSON.stringify([kinds.get(id), ...[...(beside.get(id) ?? [])].sort()]),
    ]),
  );
}

function merged(picture: Picture, classes: ReadonlyMap<string, string>): Picture {
  const members = new Map<string, PictureNode[]>();
  for (const node of picture.nodes) {
    const key = classes.get(node.id) ?? node.id;
    members.set(key, [...(members.get(key) ?? []), node]);
  }
  const drawing = new Drawing();
  for (const [key, all] of members) drawTogether(drawing, key, all);
  for (const { from, to, labels } of picture.edges) {
    const ends = [classes.get(from) ?? from, classes.get(to) ?? to] as const;
    drawing.edge(...ends);
    for (const label of labels) drawing.edge(...ends, label);
  }
  return { ...drawing.finished(), groups: picture.groups };
}

function drawTogether(drawing: Drawing, key: string, all: readonly PictureNode[]): void {
  const [first] = all;
  if (!first) return;
  const { kind } = first;
  const names = all.map(({ title }) => title).sort();
  const node =
    all.length === 1
      ? drawing.node(key, kind, first.title, first.details)
      : drawing.node(key, kind, `${all.length} ${WORDS[kind]}`, shortList(names, MOST_NAMES));
  const groups = new Set(all.map(({ group }) => group));
  if (groups.size === 1) node.group = first.group;
}

/** Edges with as many labels as can be read. */
function few(picture: Picture): Picture {
  const edges: PictureEdge[] = picture.edges.map((edge) => ({
    ...edge,
    labels: shortList(edge.labels, MOST_LABELS),
  }));
  const used = new Set(picture.nodes.map(({ group }) => group));
  return { ...picture, edges, groups: picture.groups.filter(({ id }) => used.has(id)) };
}

function shortList(all: readonly string[], most: number): string[] {
  const rest = all.length - most;
  return rest > 0 ? [...all.slice(0, most), `${rest} more`] : [...all];
}
