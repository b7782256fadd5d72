import { CliError } from "../../cliError.js";
import type { FleetRollout, FleetStack } from "./fleetStack.js";

/**
 * The waves in which stacks are done, as lists of ids: no stack stands in one before what it depends on is done in an
 * earlier one. Canaries go first, with what they depend on; then the waves have the sizes of the rollout.
 *
 * A dependency that is none of the stacks, since it was not selected, is taken as done.
 *
 * @throws {CliError} if stacks depend on each other in a circle.
 */
export function fleetWaves(
  stacks: readonly FleetStack[],
  { canary, waveSizes }: Pick<FleetRollout, "canary" | "waveSizes">,
): string[][] {
  const waves: string[][] = [];
  const done = new Set<string>();
  const first = withDependencies(stacks, new Set(canary));
  const canaries = stacks.filter(({ id }) => first.has(id));
  const others = stacks.filter(({ id }) => !first.has(id));
  addWaves(canaries, () => canaries.length);
  const before = waves.length;
  addWaves(others, () => sizeOf(waveSizes, waves.length - before, stacks.length));
  return waves;

  function addWaves(some: readonly FleetStack[], size: () => number): void {
    const known = new Set(stacks.map(({ id }) => id));
    let left = some;
    while (left.length > 0) {
      const ready = left.filter(({ dependsOn }) =>
        dependsOn.every((id) => done.has(id) || !known.has(id)),
      );
      if (ready.length === 0) throw new CliError(circleText(circleIn(left) ?? []));
      const wave = ready.slice(0, size()).map(({ id }) => id);
      waves.push(wave);
      for (const id of wave) done.add(id);
      left = left.filter(({ id }) => !done.has(id));
    }
  }
}

/** Ids of stacks that depend on each other in a circle, the first of them at the end once more; nothing without one. */
export function circleIn(stacks: readonly FleetStack[]): string[] | undefined {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const finished = new Set<string>();
  for (const { id } of stacks) {
    const circle = circleFrom(id, byId, finished);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** Without recursion: chains of a thousand stacks are no reason to fail. */
function circleFrom(
  start: string,
  byId: ReadonlyMap<string, FleetStack>,
  finished: Set<string>,
): string[] | undefined {
  const path: { id: string; left: string[] }[] = [];
  const enter = (id: string): void => {
    path.push({ id, left: [...(byId.get(id)?.dependsOn ?? [])] });
  };
  if (!finished.has(start)) enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.left.shift();
    if (next === undefined) {
      finished.add(top.id);
      path.pop();
      continue;
    }
    const ids = path.map(({ id }) => id);
    if (ids.includes(next)) return [...ids.slice(ids.indexOf(next)), next];
    if (!finished.has(next)) enter(next);
  }
  return undefined;
}

/** What is said of stacks that depend on each other in a circle. */
export function circleText(circle: readonly string[]): string {
  return `'dependsOn' must not form a circle, got ${circle.join(" → ")}; leave one of these out`;
}

function withDependencies(
  stacks: readonly FleetStack[],
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const all = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const stack = byId.get(id);
    if (stack === undefined || all.has(id)) continue;
    all.add(id);
    open.push(...stack.dependsOn);
  }
  return all;
}

/** The size of a wave: a share is of all stacks, and at least one. */
function sizeOf(sizes: readonly (number | string)[], wave: number, stacks: number): number {
  const size = sizes[Math.min(wave, sizes.length - 1)] ?? stacks;
  if (typeof size === "number") return Math.max(1, size);
  return Math.max(1, Math.ceil((Number(size.replace("%", "")) / 100) * stacks));
}
