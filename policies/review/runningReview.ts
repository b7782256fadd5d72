import { Reader, UnknownLeaf, UnreadableLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { RuleContext } from "../rule.js";

/** What a rule's checks of a resource came to. */
export interface Checked {
  readonly messages: readonly string[];
  /** Those of the messages that say of a value that it cannot be read. */
  readonly unreadable: readonly string[];
  readonly undetermined: readonly string[];
  readonly evaluated: number;
  /** What was read for each message, where that is asked for. */
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
}

const NONE: string[] = [];
const NO_PATHS: ReadonlyMap<string, Set<string>> = new Map();

/**
 * Collects what a rule's checks come to, each apart from the others. A rule judges thousands of resources one after the
 * other by one of these: most checks say nothing, so that nothing is made for them.
 */
export class RunningReview implements RuleContext<object> {
  private messages = NONE;
  private unreadable = NONE;
  private undetermined = NONE;
  private evaluated = 0;
  private paths = NO_PATHS;
  /** The resource of which it is noted what messages hang on. */
  private watched: ReviewedResource | undefined;

  constructor(readonly parameters: object) {}

  /** Begins anew. @param watched The resource of which it is noted what messages hang on. */
  begin(watched: ReviewedResource | undefined): void {
    this.messages = NONE;
    this.unreadable = NONE;
    this.undetermined = NONE;
    this.evaluated = 0;
    this.paths = NO_PATHS;
    this.watched = watched;
  }

  /** How many checks have said nothing since it was begun; nothing where one has said something. */
  get quiet(): number | undefined {
    return this.messages === NONE && this.undetermined === NONE ? this.evaluated : undefined;
  }

  /** What the checks came to since it was begun. */
  end(): Checked {
    const { messages, unreadable, undetermined, evaluated, paths } = this;
    return { messages, unreadable, undetermined, evaluated, paths };
  }

  readonly check = (decide: () => string | undefined): void => {
    let message: string | undefined;
    try {
      message = decide();
    } catch (error) {
      this.fail(error);
      return;
    }
    this.evaluated += 1;
    if (message === undefined) return;
    this.messages = and(this.messages, message);
    this.watch(message, decide);
  };

  readonly forEach = <T>(list: () => readonly T[], judge: (element: T) => void): void => {
    this.read(list)?.forEach((element) => {
      judge(element);
    });
  };

  /** What is read; nothing where that cannot be, which is kept as a check. */
  read<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** What was said is said again to see what is read for it: most checks say nothing. */
  private watch(message: string, decide: () => unknown): void {
    if (!this.watched) return;
    this.setPaths(message, [
      ...(this.paths.get(message) ?? []),
      ...Reader.pathsRead(this.watched.properties, decide),
    ]);
  }

  /** A value of a kind that it cannot have is a violation: a rule that cannot read must not pass. */
  private fail(error: unknown): void {
    if (error instanceof UnknownLeaf) {
      this.undetermined = and(this.undetermined, error.path);
    } else if (error instanceof UnreadableLeaf) {
      this.evaluated += 1;
      this.messages = and(this.messages, error.message);
      this.unreadable = and(this.unreadable, error.message);
      if (this.watched) this.setPaths(error.message, [error.path]);
    } else {
      throw error;
    }
  }

  private setPaths(message: string, paths: readonly string[]): void {
    this.paths = new Map([...this.paths, [message, new Set(paths)]]);
  }
}

/** A list with one more, which is made with its first. */
function and(list: string[], one: string): string[] {
  if (list === NONE) return [one];
  list.push(one);
  return list;
}
