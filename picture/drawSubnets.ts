import type { Reader } from "../policies/resource/reader.js";
import { whenReadable } from "../policies/resource/reader.js";
import { isPublicSubnet, SUBNET } from "../policies/views/subnetView.js";
import type { Drawing } from "./picture.js";
import type { PicturedStack, StackPart } from "./picturedStack.js";

type Visibility = "public" | "private";

/** Where components of ours are told which subnets are public. */
const NETWORKS: readonly (readonly string[])[] = [["network"], ["cluster", "network"], ["vpc"]];

/** Which subnets are public: told by their routes, or by the lists that components of ours are given. */
export class Subnets {
  private readonly listed = new Map<string, Visibility>();

  constructor(
    private readonly stack: PicturedStack,
    private readonly drawing: Drawing,
  ) {
    const types = new Set(stack.counted.all.map(({ type }) => type));
    const components = [...types].filter((type) => type.startsWith("slipway:"));
    for (const { inputs } of stack.of(...components)) this.readLists(inputs);
  }

  /** The group of what is in a list of subnets; nothing where there is no list. */
  groupOf(from: StackPart, list: readonly Reader[]): string | undefined {
    if (list.length === 0) return undefined;
    const all = list.map((leaf) => this.look(from, leaf));
    const seen = new Set(all.map(({ visibility }) => visibility));
    const [one] = seen;
    const kind = seen.size === 1 && one !== undefined ? `${one} subnets` : "subnets";
    const names = all.flatMap(({ name }) => name ?? []);
    const title = names.length === 0 ? kind : `${kind} ${names.sort().join(", ")}`;
    const keys = all.map(({ key }) => key).sort();
    return this.drawing.group(JSON.stringify([kind, ...keys]), title);
  }

  private look(from: StackPart, leaf: Reader) {
    const subnet = this.stack.named(from, leaf, SUBNET);
    const key = subnet?.resource.urn ?? this.stack.keyOf(from, leaf, SUBNET) ?? "";
    const isPublic =
      subnet && whenReadable(() => isPublicSubnet(this.stack.reviewed, subnet.resource));
    const byRoutes = isPublic === undefined ? undefined : isPublic ? "public" : "private";
    return { key, name: subnet?.resource.name, visibility: byRoutes ?? this.listed.get(key) };
  }

  private readLists(inputs: Reader): void {
    for (const path of NETWORKS) {
      const network = path.reduce((leaf, key) => leaf.get(key), inputs);
      for (const visibility of ["public", "private"] as const) {
        const ids = whenReadable(() => network.get(`${visibility}SubnetIds`).texts()) ?? [];
        for (const id of ids) this.listed.set(id, visibility);
      }
    }
  }
}
