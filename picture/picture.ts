/** What a node stands for. */
export type NodeKind =
  | "source"
  | "loadBalancer"
  | "listener"
  | "targetGroup"
  | "tasks"
  | "schedule"
  | "queue"
  | "secret"
  | "store";

/** What something flows from or to. */
export interface PictureNode {
  /** Unique in its picture. */
  id: string;
  kind: NodeKind;
  /** What it is and is called, as in `service orders`. */
  title: string;
  /** More about it, a line each. */
  details: string[];
  /** Id of the group that it is in. */
  group?: string | undefined;
}

/** What flows, from the one that begins. */
export interface PictureEdge {
  /** Id of a node. */
  from: string;
  /** Id of a node. */
  to: string;
  labels: string[];
}

/** Where nodes are, such as in private subnets. */
export interface PictureGroup {
  /** Unique in its picture. */
  id: string;
  title: string;
}

/** The parts of a stack and what flows between them. Texts are as they are: who renders them makes them harmless. */
export interface Picture {
  nodes: PictureNode[];
  edges: PictureEdge[];
  groups: PictureGroup[];
}

/** A picture in the making: whatever is drawn twice is there once. */
export class Drawing {
  private readonly nodes = new Map<string, PictureNode>();
  private readonly edges = new Map<string, PictureEdge>();
  private readonly groups = new Map<string, PictureGroup>();

  /** Draws a node; the first of an id stands. */
  node(id: string, kind: NodeKind, title: string, details: string[] = []): PictureNode {
    const known = this.nodes.get(id);
    if (known) return known;
    const node: PictureNode = { id, kind, title, details };
    this.nodes.set(id, node);
    return node;
  }

  /** The node with an id. */
  find(id: string): PictureNode | undefined {
    return this.nodes.get(id);
  }

  /** Draws an edge, or writes one more label to the one that there is. */
  edge(from: string, to: string, label?: string): void {
    const key = JSON.stringify([from, to]);
    const edge = this.edges.get(key) ?? { from, to, labels: [] };
    this.edges.set(key, edge);
    if (label !== undefined && !edge.labels.includes(label)) edge.labels.push(label);
  }

  /** A group by its id; a title that another one has gets a number. */
  group(id: string, title: string): string {
    if (!this.groups.has(id)) {
      const titles = [...this.groups.values()].map((one) => one.title);
      const alike = titles.filter((one) => one === title || one.startsWith(`${title} (`)).length;
      this.groups.set(id, { id, title: alike === 0 ? title : `${title} (${alike + 1})` });
    }
    return id;
  }

  /** What was drawn, without groups that nothing is in. */
  finished(): Picture {
    const nodes = [...this.nodes.values()];
    const used = new Set(nodes.map(({ group }) => group));
    return {
      nodes,
      edges: [...this.edges.values()],
      groups: [...this.groups.values()].filter(({ id }) => used.has(id)),
    };
  }
}
