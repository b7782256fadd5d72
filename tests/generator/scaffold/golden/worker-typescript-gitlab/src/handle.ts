/**
 * Does the work of one message. A message may come more than once: do what was done already only once.
 *
 * @throws {Error} if it could not be done; the message is tried again then.
 */
export async function handle(body: string): Promise<void> {
  if (body.trim() === "") throw new Error("the message is empty");
  await Promise.resolve();
}
