import type { FleetPreviewEvent } from "../fleet/index.js";
import { escapedText } from "./escapedText.js";
import type { LiveLines } from "./liveLines.js";

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

  public constructor(private readonly lines: LiveLines) {}

  public tell(event: FleetPreviewEvent): void {
    switch (event.kind) {
      case "queued":
        this.queued += 1;
        return;
      case "started":
        this.running.add(event.id);
        this.renew();
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

  /** Writes a line of others, which stays. */
  public say(line: string): void {
    this.lines.stay(line);
  }

  /** Takes the renewed lines away; the result takes their place. */
  public clear(): void {
    this.lines.renew([]);
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
    if (isNews || !this.lines.isLive) {
      this.lines.stay(escapedText(`[${this.done}/${this.queued}] ${id}: ${what}`));
    }
    this.renew();
  }

  private renew(): void {
    const { columns } = this.lines;
    const counts = `${this.done} of ${this.queued} previewed, ${this.failed} failed, ${this.violated} violated`;
    const rows = [...this.running].map((id) => `  ${escapedText(id)}`);
    this.lines.renew([...rows, counts].map((line) => line.slice(0, columns)));
  }
}
