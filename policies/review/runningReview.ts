import { Reader, UnknownLeaf, UnreadableLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { RuleContext } from "../rule.js";

/** Collects what a rule's checks come to, each apart from the others. */
export class RunningReview implements RuleContext<object> {
  readonly messages: string[] = [];
  readonly unreadable: string[] = [];
  readonly undetermined: string[] = [];
  evaluated = 0;

  /** What was read for each message, where that is asked for. */
  readonly paths = new Map<string, Set<string>>();

  /** @param watched The resource of which it is noted what messages hang on. */
  constructor(
    readonly parameters: object,
    private readonly watched?: ReviewedResource,
  ) {}

  readonly check = (decide: () => string | undefined): void => {
    const decided = this.attempt(decide);
    if (!decided) return;
    this.evaluated += 1;
    if (decided.result === undefined) return;
    this.messages.push(decided.result);
    this.watch(decided.result, decide);
  };

  /** What was said is said again to see what is read for it: most checks say nothing. */
  private watch(message: string, decide: () => unknown): void {
    if (!this.watched) return;
    const read = Reader.pathsRead(this.watched.properties, decide);
    this.paths.set(message, new Set([...(this.paths.get(message) ?? []), ...read]));
  }

  readonly forEach = <T>(list: () => readonly T[], judge: (element: T) => void): void => {
    this.attempt(list)?.result.forEach((element) => {
      judge(element);
    });
  };

  /** A value of a kind that it cannot have is a violation: a rule that cannot read must not pass. */
  private attempt<T>(read: () => T): { result: T } | undefined {
    try {
      return { result: read() };
    } catch (error) {
      if (error instanceof UnknownLeaf) {
        this.undetermined.push(error.path);
      } else if (error instanceof UnreadableLeaf) {
        this.evaluated += 1;
        this.messages.push(error.message);
        this.unreadable.push(error.message);
        if (this.watched) this.paths.set(error.message, new Set([error.path]));
      } else {
        throw error;
      }
      return undefined;
    }
  }
}
