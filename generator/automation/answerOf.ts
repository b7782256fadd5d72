/** The answer to a question, or a no as soon as a request to cancel comes: whoever is asked may never answer. */
export async function answerOf(
  answer: Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (!signal) return answer;
  let cancel = (): void => undefined;
  const cancelled = new Promise<boolean>((resolve) => {
    cancel = () => {
      resolve(false);
    };
    signal.addEventListener("abort", cancel, { once: true });
  });
  try {
    return await Promise.race([answer, cancelled]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
