/** Works on each of some things, as many at a time as there are jobs. */
export async function inPool<T extends object>(
  all: readonly T[],
  jobs: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const queue = [...all];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, all.length) }, worker));
}
