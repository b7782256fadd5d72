import type { Reader } from "../resource/reader.js";

/**
 * What stands at a path below a resource's inputs: `a.b`, `list[].b` for each element of a list, `map{}` for each value of
 * a map, `text<json>[].b` for what a text of JSON holds. Maps are read when their leaves are, lists at once.
 *
 * @throws {UnknownLeaf} if it is not known how many there are.
 */
export function leavesAt(path: string, inputs: Reader): readonly Reader[] {
  return path.split(".").reduce<readonly Reader[]>(step, [inputs]);
}

function step(all: readonly Reader[], written: string): readonly Reader[] {
  const [, key = "", json, each] = /^(\w+)(<json>)?(\[\]|\{\})?$/.exec(written) ?? [];
  const found = all.map((one) => one.get(key));
  const held = json === undefined ? found : found.map((one) => one.json());
  if (each === "[]") return held.flatMap((one) => one.list() ?? []);
  return each === "{}" ? held.flatMap((one) => one.entries().map(([, value]) => value)) : held;
}
