/**
 * The work of the job. A run may come twice, and may have been stopped half-way: what was done already is done once.
 *
 * @param signal Says when to stop.
 * @throws {Error} if it could not be done; it is tried again then.
 */
export async function work(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await Promise.resolve();
}
