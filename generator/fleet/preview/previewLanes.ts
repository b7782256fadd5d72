import type { PreviewOptions } from "../../offline/previewOffline.js";
import type { PreviewResult } from "../../offline/previewResult.js";
import { packageKey } from "./packageKey.js";
import { WarmPreviews } from "./warmPreviews.js";

/** Some of what is to be previewed, and who is told. */
export interface LaneJob {
  options: PreviewOptions;
  started(): void;
  previewed(result: PreviewResult): void;
  /** The signal, too, ends a preview with an error. */
  failed(error: unknown): void;
}

/** A job, with the packages that its process has to have. */
interface KeyedJob {
  job: LaneJob;
  key: string;
}

/**
 * Previews many programs, as many at a time as there are lanes. Each lane has a process that runs one program after the
 * other, and starts a new one where the next needs other packages, or the last has left something in it.
 */
export async function previewInLanes(jobs: readonly LaneJob[], lanes: number): Promise<void> {
  const keys = new Map<string, string>();
  const keyOf = (directory: string): string => {
    const key = keys.get(directory) ?? packageKey(directory);
    keys.set(directory, key);
    return key;
  };
  const queue = jobs.map((job) => ({ job, key: keyOf(job.options.directory) }));
  const count = Math.min(lanes, queue.length);
  await Promise.all(Array.from({ length: count }, () => new Lane(queue).run()));
}

/** One after the other. */
class Lane {
  private readonly previews = new WarmPreviews();

  public constructor(private readonly queue: KeyedJob[]) {}

  public async run(): Promise<void> {
    try {
      for (let next = this.take(); next !== undefined; next = this.take()) {
        if (next.job.options.signal?.aborted === true) return;
        await this.preview(next);
      }
    } finally {
      this.previews.end();
    }
  }

  /** The next that the process can run; else the next of all. */
  private take(): KeyedJob | undefined {
    const { queue, previews } = this;
    const at = queue.findIndex(({ key }) => previews.canRun(key));
    return queue.splice(Math.max(0, at), 1)[0];
  }

  private async preview({ job, key }: KeyedJob): Promise<void> {
    job.started();
    try {
      job.previewed(await this.previews.preview(job.options, key));
    } catch (error) {
      job.failed(error);
    }
  }
}
