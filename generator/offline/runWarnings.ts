import { createRequire } from "node:module";

type Log = (message: unknown, ...rest: unknown[]) => Promise<void>;

/** So many warnings are kept: a program may log one for each of a thousand resources. */
const MOST_KEPT = 100;

/**
 * What a run warns of, by itself and by what the program logs: all of it goes to standard error, and is kept for whoever
 * does not see that.
 */
export class RunWarnings {
  private readonly warnings = new Set<string>();
  private readonly errors: string[] = [];
  private left = 0;

  /** Warns of something that may be wrong. */
  public warn(text: string): void {
    this.say("warning", text);
  }

  /** Keeps a warning that somebody else says, if it stays one. */
  public keepFor(text: string): void {
    this.keep(text);
  }

  /** Says what a preview leaves out. */
  public note(text: string): void {
    this.say("note", text);
  }

  /** Keeps what the program logs from now on, also where a resource of Pulumi's logs for it. */
  public watchLog(): void {
    const log = createRequire(__filename)("@pulumi/pulumi/log") as { warn: Log; error: Log };
    const { warn, error } = log;
    log.warn = (message, ...rest) => {
      this.keep(String(message));
      return warn(message, ...rest);
    };
    log.error = (message, ...rest) => {
      this.errors.push(String(message));
      return error(message, ...rest);
    };
  }

  /** All warnings, each once. */
  public get all(): string[] {
    const more = this.left === 0 ? [] : [`${this.left} more warnings were logged`];
    return [...this.warnings, ...more];
  }

  /** What the program logged as errors, in a line; nothing where it logged none. */
  public get loggedErrors(): string | undefined {
    const [first, ...others] = this.errors;
    if (first === undefined) return undefined;
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return `the program logged an error, which fails an update as well: ${first}${more}`;
  }

  private say(kind: "warning" | "note", text: string): void {
    this.keep(text);
    process.stderr.write(`${kind}: ${text}\n`);
  }

  private keep(text: string): void {
    if (this.warnings.size < MOST_KEPT || this.warnings.has(text)) this.warnings.add(text);
    else this.left += 1;
  }
}
