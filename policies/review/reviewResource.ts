import { maskSecrets } from "../../components/rules/secretMask.js";
import type { RuleSettings } from "../configuration/configuration.js";
import { judgeExemptions } from "../configuration/exemption.js";
import { UnknownLeaf, UnreadableLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { secretTextsOf } from "../resource/secretTexts.js";
import type { Rule, RuleContext } from "../rule.js";
import { STACK_VIEWS, VIEWS } from "../views/views.js";

/** What one rule says about one resource. */
export interface Review {
  /** A message for each violation. */
  messages: string[];
  /** For each check that could not be decided, the path of the unknown value. */
  undetermined: string[];
  /** Number of checks that were decided. */
  evaluated: number;
}

/** What a rule judges by, as a configuration says it. */
type Settings = Pick<RuleSettings, "parameters" | "exempt">;

/** Runs one rule over one resource. Nothing that the resource's properties hold makes it throw. */
export function reviewResource(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  today: Date,
): Review {
  return reviewBy(settings, resource, today, (running) => {
    judge(rule, VIEWS, (viewOf) => viewOf(resource), running);
  });
}

/** Whether a rule judges resources by the others of their stack. */
export function judgesInStack(rule: Rule): boolean {
  return kindsOf(STACK_VIEWS).some((kind) => rule[kind] !== undefined);
}

/** Runs one rule over one resource among the others of its stack, as {@link reviewResource} does over one alone. */
export function reviewInStack(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  stack: ReviewedStack,
  today: Date,
): Review {
  return reviewBy(settings, resource, today, (running) => {
    judge(rule, STACK_VIEWS, (viewOf) => viewOf(resource, stack), running);
  });
}

function reviewBy(
  { parameters, exempt }: Settings,
  resource: ReviewedResource,
  today: Date,
  judgeAll: (running: RunningReview) => void,
): Review {
  const { isExempt, problems } = judgeExemptions(exempt, resource, today);
  const running = new RunningReview(parameters);
  judgeAll(running);
  // An exemption that does not hold is a violation only where the rule has something to say.
  const isConcerned = running.evaluated > 0 || running.undetermined.length > 0;
  const shortcomings = isConcerned ? problems : [];
  if (isExempt) return { messages: shortcomings, undetermined: [], evaluated: 0 };
  return {
    messages: withoutSecrets([...new Set([...shortcomings, ...running.messages])], resource),
    undetermined: running.undetermined,
    evaluated: running.evaluated,
  };
}

/** Rules show what they judge; whatever of it is a secret is masked here. */
function withoutSecrets(messages: string[], { properties }: ReviewedResource): string[] {
  if (messages.length === 0) return messages;
  const secrets = secretTextsOf(properties);
  return messages.map((message) => maskSecrets(message, secrets));
}

/** Judges each view that the rule has a method for, where the resource is of that kind. */
function judge<M extends object>(
  rule: Rule,
  makers: M,
  viewBy: (maker: M[keyof M]) => object | undefined,
  review: RunningReview,
): void {
  const judges = rule as Partial<
    Record<keyof M, (view: object, context: RuleContext<object>) => void>
  >;
  for (const kind of kindsOf(makers)) {
    if (judges[kind] === undefined) continue;
    review.forEach(
      () => present(viewBy(makers[kind])),
      (view) => judges[kind]?.(view, review),
    );
  }
}

function kindsOf<M extends object>(makers: M): (keyof M)[] {
  return Object.keys(makers) as (keyof M)[];
}

function present<T>(view: T | undefined): T[] {
  return view === undefined ? [] : [view];
}

/** Collects what a rule's checks come to, each apart from the others. */
class RunningReview implements RuleContext<object>, Review {
  readonly messages: string[] = [];
  readonly undetermined: string[] = [];
  evaluated = 0;

  constructor(readonly parameters: object) {}

  readonly check = (decide: () => string | undefined): void => {
    const decided = this.attempt(decide);
    if (!decided) return;
    this.evaluated += 1;
    if (decided.result !== undefined) this.messages.push(decided.result);
  };

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
      } else {
        throw error;
      }
      return undefined;
    }
  }
}
