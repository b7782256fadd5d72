import type { FleetPreviewEvent } from "../fleet/index.js";
import { escapedText } from "./escapedText.js";

/** Where progress is written: standard error, or what a test has in its place. */
export interface ProgressStream {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

/** Moves to the beginning of a line above, and clears all from there. */
const BACK = (lines: number): string => (lines === 0 ? "" : `\u001b[${lines}F\u001b[0J`);

/** How wide a terminal is that does not say so. */
const USUAL_COLUMNS = 80;

/**
 * Tells how the preview of a fleet goes on: on a terminal by a few lines that are renewed in place, one for each stack that
 * is being previewed and one for all; else by a line for each stack that is done.
 */
export class FleetProgress {
  private readonly running = new Set<string>();
  private queued = 0;
  private done = 0;
  private failed = 0;
  private violated = 0;
  private shown = 0;

  public constructor(private readonly stream: ProgressStream = process.stderr) {}

  public tell(event: FleetPreviewEvent): void {
    switch (event.kind) {
      case "queued":
        this.queued += 1;
        return;
      case "started":
        this.running.add(event.id);
        this.renew([]);
        return;
      case "previewed":
      case "failed":
        this.running.delete(event.id);
        this.finished(event);
        return;
      case "summary":
        this.clear();
    }
  }

  /** Takes the renewed lines away; the result takes their place. */
  public clear(): void {
    if (this.stream.isTTY) this.stream.write(BACK(this.shown));
    this.shown = 0;
  }

  private finished({
    id,
    report,
  }: Extract<FleetPreviewEvent, { report: unknown; id: string }>): void {
    this.done += 1;
    const { failure, violations, creates } = report;
    if (failure !== undefined) this.failed += 1;
    else if (violations > 0) this.violated += 1;
    const what =
      failure !== undefined
        ? "failed"
        : `${creates} created${violations > 0 ? `, ${violations} violations` : ""}`;
    const isNews = failure !== undefined || violations > 0;
    const line = escapedText(`[${this.done}/${this.queued}] ${id}: ${what}`);
    this.renew(isNews || !this.stream.isTTY ? [line] : []);
  }

  /** Writes lines that stay, and below them those that are renewed. */
  private renew(lines: readonly string[]): void {
    if (!this.stream.isTTY) {
      for (const line of lines) this.stream.write(`${line}\n`);
      return;
    }
    const { columns = USUAL_COLUMNS } = this.stream;
    const counts = `${this.done} of ${this.queued} previewed, ${this.failed} failed, ${this.violated} violated`;
    const renewed = [...[...this.running].map((id) => `  ${escapedText(id)}`), counts].map((line) =>
      line.slice(0, columns - 1),
    );
    const text = [...lines, ...renewed].map((line) => `${line}\n`).join("");
    this.stream.write(`${BACK(this.shown)}${text}`);
    this.shown = renewed.length;
  }
}
