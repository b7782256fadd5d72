import type { createLogUpdate } from "log-update";

/** Where progress is written: standard error, or what a test has in its place. */
export interface ProgressStream extends NodeJS.WritableStream {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  rows?: number | undefined;
}

/** How large a terminal is that does not say so. */
const USUAL = { columns: 80, rows: 24 };

/** Lines that stay, and on a terminal others below them that are renewed in place. */
export class LiveLines {
  private live: readonly string[] = [];

  private constructor(
    private readonly stream: ProgressStream,
    private readonly update: ReturnType<typeof createLogUpdate> | undefined,
  ) {}

  /** What renews lines is loaded only where there is a terminal. */
  public static async on(stream: ProgressStream = process.stderr): Promise<LiveLines> {
    if (stream.isTTY !== true) return new LiveLines(stream, undefined);
    const { createLogUpdate } = await import("log-update");
    return new LiveLines(stream, createLogUpdate(stream, { showCursor: true }));
  }

  /** Whether there is a terminal. */
  public get isLive(): boolean {
    return this.update !== undefined;
  }

  /** Characters that a line has room for. */
  public get columns(): number {
    return (this.stream.columns ?? USUAL.columns) - 1;
  }

  /** Lines that can be renewed: what is above the terminal's first line stays as it is. */
  public get rows(): number {
    return Math.max(1, (this.stream.rows ?? USUAL.rows) - 2);
  }

  /** Writes lines that stay. */
  public stay(...lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (!this.update) {
      for (const line of lines) this.stream.write(`${line}\n`);
      return;
    }
    for (const line of lines) this.update.persist(line);
    if (this.live.length > 0) this.update(this.live.join("\n"));
  }

  /** Puts lines in place of those that are renewed; nothing happens without a terminal. */
  public renew(lines: readonly string[]): void {
    // Where lines come between others or go away, log-update 7.2 and 8.0 leave those below where they were.
    this.update?.clear();
    this.live = lines;
    if (lines.length > 0) this.update?.(lines.join("\n"));
  }
}
