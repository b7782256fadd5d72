/**
 * Work that tells of itself as it goes on: what happens can be read with `for await`, and its result awaited. It begins
 * when either is asked for; who leaves the loop early ends it.
 */
export class EventRun<E, R> implements AsyncIterable<E>, PromiseLike<R> {
  private readonly events: E[] = [];
  private readonly leaving = new AbortController();
  private isIterated = false;
  private result: Promise<R> | undefined;
  private hasEnded = false;
  private wake = (): void => undefined;

  /** @param work Is given a signal that ends it, and whom it tells. */
  public constructor(
    private readonly work: (signal: AbortSignal, tell: (event: E) => void) => Promise<R>,
  ) {}

  public async *[Symbol.asyncIterator](): AsyncGenerator<E, void, undefined> {
    this.isIterated = true;
    const result = this.begin();
    try {
      for (;;) {
        const event = this.events.shift();
        if (event !== undefined) yield event;
        else if (this.hasEnded) break;
        else {
          await new Promise<void>((resolve) => {
            this.wake = resolve;
          });
        }
      }
      await result;
    } finally {
      this.leaving.abort();
      await result.catch(() => undefined);
    }
  }

  // What can be awaited is known by this method.
  public then<A = R, B = never>(
    fulfilled?: ((result: R) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.begin().then(fulfilled, rejected);
  }

  private begin(): Promise<R> {
    this.result ??= this.work(this.leaving.signal, (event) => {
      // Nobody reads them where only the result is awaited.
      if (this.isIterated) this.events.push(event);
      this.wake();
    }).finally(() => {
      this.hasEnded = true;
      this.wake();
    });
    // Who reads events hears of it at their end.
    this.result.catch(() => undefined);
    return this.result;
  }
}
