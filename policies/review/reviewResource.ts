import { maskSecrets } from "../../components/rules/secretMask.js";
import type { RuleSettings } from "../configuration/configuration.js";
import type { Exemption } from "../configuration/exemption.js";
import { judgeExemptions } from "../configuration/exemption.js";
import { UnknownLeaf, UnreadableLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { secretTextsOfResource } from "../resource/resourceSecrets.js";
import type { Rule, RuleContext } from "../rule.js";
import type { Views } from "../views/views.js";
import { STACK_VIEWS, VIEWS } from "../views/views.js";

/** What one rule says about one resource. */
export interface Review {
  /** A message for each violation. */
  messages: string[];
  /** Those of the messages that say of a value that it cannot be read, which any rule that reads it says alike. */
  unreadable: string[];
  /** For each check that could not be decided, the path of the unknown value. */
  undetermined: string[];
  /** Number of checks that were decided. */
  evaluated: number;
  /** Violations that an exemption lets be. */
  exempted: { exemption: Exemption; message: string }[];
  /** Exemptions that there was something to exempt for, or may be. */
  exemptions: Exemption[];
}

/** What a rule judges by, as a configuration says it. */
type Settings = Pick<RuleSettings, "parameters" | "exempt">;

/**
 * Runs one rule over one resource. Nothing that the resource's properties hold makes it throw. What is seen of a resource
 * is kept with it for the other rules.
 */
export function reviewResource(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  today: Date,
): Review {
  const views = viewsIn(kindsOf(rule), (kind) => viewOf(kind, resource));
  return views.length === 0 ? NOTHING_SAID : reviewBy(settings, resource, today, rule, views);
}

/** Whether a rule judges resources by the others of their stack. */
export function judgesInStack(rule: Rule): boolean {
  return STACK_KINDS.some((kind) => rule[kind] !== undefined);
}

/** Runs one rule over one resource among the others of its stack, as {@link reviewResource} does over one alone. */
export function reviewInStack(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  stack: ReviewedStack,
  today: Date,
): Review {
  const kinds = STACK_KINDS.filter((kind) => rule[kind] !== undefined);
  const views = viewsIn(kinds, (kind) => seen(() => STACK_VIEWS[kind](resource, stack)));
  return views.length === 0 ? NOTHING_SAID : reviewBy(settings, resource, today, rule, views);
}

const KINDS = Object.keys(VIEWS) as (keyof typeof VIEWS)[];
const STACK_KINDS = Object.keys(STACK_VIEWS) as (keyof typeof STACK_VIEWS)[];

const NOTHING_SAID: Review = {
  messages: [],
  unreadable: [],
  undetermined: [],
  evaluated: 0,
  exempted: [],
  exemptions: [],
};

/** Gives a view of a resource, or throws why there is none that can be read yet. */
type Seen = () => object | undefined;

/** A view with the method of the rule that judges it. */
interface Judged {
  kind: keyof Views;
  seen: Seen;
}

function viewsIn<K extends keyof Views>(
  kinds: readonly K[],
  viewBy: (kind: K) => Seen | undefined,
): Judged[] {
  const judged: Judged[] = [];
  for (const kind of kinds) {
    const view = viewBy(kind);
    if (view) judged.push({ kind, seen: view });
  }
  return judged;
}

/** Kinds of views by the rule that judges them. */
const kindsByRule = new WeakMap<Rule, (keyof typeof VIEWS)[]>();

function kindsOf(rule: Rule): readonly (keyof typeof VIEWS)[] {
  const known = kindsByRule.get(rule);
  if (known) return known;
  const own = KINDS.filter((kind) => rule[kind] !== undefined);
  kindsByRule.set(rule, own);
  return own;
}

function seen(make: () => object | undefined): Seen | undefined {
  try {
    const view = make();
    return view && (() => view);
  } catch {
    return make;
  }
}

/**
 * The views of the resource that was reviewed last: each is made once, however many rules judge it one after the other,
 * and none is kept longer.
 */
let latest: { resource: ReviewedResource; views: Map<string, Seen | undefined> } | undefined;

function viewOf(kind: keyof typeof VIEWS, resource: ReviewedResource): Seen | undefined {
  if (latest?.resource !== resource) latest = { resource, views: new Map() };
  const { views } = latest;
  if (!views.has(kind)) {
    views.set(
      kind,
      seen(() => VIEWS[kind](resource)),
    );
  }
  return views.get(kind);
}

function reviewBy(
  { parameters, exempt }: Settings,
  resource: ReviewedResource,
  today: Date,
  rule: Rule,
  views: readonly Judged[],
): Review {
  const { by, broken, problems } = judgeExemptions(exempt, resource, today);
  const running = new RunningReview(parameters);
  for (const { kind, seen: one } of views) judge(rule, kind, one, running);
  // An exemption that does not hold is a violation only where the rule has something to say.
  const isConcerned = running.evaluated > 0 || running.undetermined.length > 0;
  const shortcomings = isConcerned ? problems : [];
  const exemptions = isConcerned ? broken : [];
  const messages = withoutSecrets([...new Set(running.messages)], resource);
  if (by) {
    // What is not known yet may be what the exemption is for.
    const isNeeded = messages.length + running.undetermined.length > 0;
    return {
      messages: shortcomings,
      unreadable: [],
      undetermined: [],
      evaluated: 0,
      exempted: messages.map((message) => ({ exemption: by, message })),
      exemptions: isNeeded ? [...exemptions, by] : exemptions,
    };
  }
  return {
    messages: [...new Set([...shortcomings, ...messages])],
    unreadable: withoutSecrets([...new Set(running.unreadable)], resource),
    undetermined: running.undetermined,
    evaluated: running.evaluated,
    exempted: [],
    exemptions,
  };
}

/** Rules show what they judge; whatever of it is a secret is masked here. */
function withoutSecrets(messages: string[], { properties }: ReviewedResource): string[] {
  if (messages.length === 0) return messages;
  const secrets = secretTextsOfResource(properties);
  return messages.map((message) => maskSecrets(message, secrets));
}

function judge(rule: Rule, kind: keyof Views, one: Seen, review: RunningReview): void {
  const judges = rule as Partial<
    Record<keyof Views, (view: object, context: RuleContext<object>) => void>
  >;
  review.forEach(
    () => [one() ?? []].flat(),
    (view) => judges[kind]?.(view, review),
  );
}

/** Collects what a rule's checks come to, each apart from the others. */
class RunningReview implements RuleContext<object> {
  readonly messages: string[] = [];
  readonly unreadable: string[] = [];
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
        this.unreadable.push(error.message);
      } else {
        throw error;
      }
      return undefined;
    }
  }
}
