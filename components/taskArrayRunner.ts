/**
 * Runs each index of an array, so many at a time, lowest first.
 *
 * @param work Never rejects.
 */
export async function runIndices<T>(
  size: number,
  concurrency: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < size; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(size, concurrency) }, worker));
  return results;
}
