import { maskSecrets } from "../../components/rules/secretMask.js";
import type { RuleSettings } from "../configuration/configuration.js";
import { judgeExemptions } from "../configuration/exemption.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { secretTextsOfResource } from "../resource/resourceSecrets.js";
import type { Rule, RuleContext } from "../rule.js";
import type { PropertyFix } from "./propertyFix.js";
import { propertyFixes } from "./propertyFix.js";
import type { Review } from "./review.js";
import type { Checked } from "./runningReview.js";
import { RunningReview } from "./runningReview.js";
import type { ViewOf } from "../views/viewOf.js";
import type { Views } from "../views/views.js";
import { STACK_VIEWS, VIEWS } from "../views/views.js";

/** What a rule judges by, as a configuration says it. */
interface Settings extends Pick<RuleSettings, "parameters" | "exempt"> {
  /**
   * Whether it is told what to set for each violation.
   *
   * @default false
   */
  withFixes?: boolean;
}

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
  return reviewBy(rule, settings, resource, { kinds: kindsOf(rule), stack: undefined, today });
}

/** Whether a rule judges resources by the others of their stack. */
export function judgesInStack(rule: Rule): boolean {
  return stackKindsOf(rule).length > 0;
}

/**
 * Rules by the resources that they may have something to say about: most rules know a few types, and are not asked about
 * all the others.
 */
export class ConcernedRules<R extends { readonly rule: Rule }> {
  private readonly byKinds = new Map<string, readonly R[]>();

  constructor(private readonly rules: readonly R[]) {}

  /** Those that judge a view which a resource has, in their order. */
  of(resource: ReviewedResource): readonly R[] {
    const kinds = OWN_KINDS.of(resource);
    return this.with(kinds.filter((kind) => keptView(kind, resource, undefined) !== undefined));
  }

  /** Those that judge a view which a resource has among the others of its stack, in their order. */
  inStack(resource: ReviewedResource, stack: ReviewedStack): readonly R[] {
    const kinds = STACK_KINDS.of(resource);
    return this.with(kinds.filter((kind) => keptView(kind, resource, stack) !== undefined));
  }

  private with(kinds: readonly (keyof Views)[]): readonly R[] {
    const key = kinds.join(" ");
    let found = this.byKinds.get(key);
    if (!found) {
      found = this.rules.filter(({ rule }) => kinds.some((kind) => rule[kind] !== undefined));
      this.byKinds.set(key, found);
    }
    return found;
  }
}

/** Runs one rule over one resource among the others of its stack, as {@link reviewResource} does over one alone. */
export function reviewInStack(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  stack: ReviewedStack,
  today: Date,
): Review {
  return reviewBy(rule, settings, resource, { kinds: stackKindsOf(rule), stack, today });
}

/** Gives a view of a resource by itself or in its stack, and nothing for a resource of another kind. */
type Maker = ViewOf<object, [stack: ReviewedStack]>;

/** The kinds of views that a resource may have by its type: thousands are of a few types. */
class KindsByType {
  private readonly makers: readonly (readonly [keyof Views, Maker])[];
  private readonly byType = new Map<string, readonly (keyof Views)[]>();

  constructor(makers: Readonly<Partial<Record<keyof Views, Maker>>>) {
    this.makers = Object.entries(makers) as [keyof Views, Maker][];
  }

  get all(): (keyof Views)[] {
    return this.makers.map(([kind]) => kind);
  }

  of({ type }: ReviewedResource): readonly (keyof Views)[] {
    let kinds = this.byType.get(type);
    if (!kinds) {
      const able = this.makers.filter(([, { types }]) => types?.has(type) ?? true);
      kinds = able.map(([kind]) => kind);
      this.byType.set(type, kinds);
    }
    return kinds;
  }
}

const OWN_KINDS = new KindsByType(VIEWS);
const STACK_KINDS = new KindsByType(STACK_VIEWS);
const MAKERS: Readonly<Record<keyof Views, Maker>> = { ...VIEWS, ...STACK_VIEWS };

const NO_FIXES: Review["fixes"] = new Map();

const NOTHING_SAID: Review = {
  fixes: NO_FIXES,
  messages: [],
  unreadable: [],
  undetermined: [],
  evaluated: 0,
  exempted: [],
  exemptions: [],
};

const kindsOf = kindsByRule(OWN_KINDS.all);
const stackKindsOf = kindsByRule(STACK_KINDS.all);

/** Gives the kinds of views that a rule judges, which are looked up once for each rule. */
function kindsByRule(kinds: readonly (keyof Views)[]): (rule: Rule) => readonly (keyof Views)[] {
  const byRule = new WeakMap<Rule, readonly (keyof Views)[]>();
  return (rule) => {
    let own = byRule.get(rule);
    if (!own) {
      own = kinds.filter((kind) => rule[kind] !== undefined);
      byRule.set(rule, own);
    }
    return own;
  };
}

/** A view of a resource, or what throws why there is none that can be read yet. */
type Seen = { readonly view: object } | { readonly make: () => object | undefined };

/**
 * The views of the resource that was reviewed last: each is made once, however many rules judge it one after the other,
 * and none is kept longer.
 */
let latest: Latest | undefined;

interface Latest {
  resource: ReviewedResource;
  /** Stack that it is seen in; nothing where it is seen alone. */
  stack: ReviewedStack | undefined;
  views: Map<keyof Views, Seen | undefined>;
}

function keptView(
  kind: keyof Views,
  resource: ReviewedResource,
  stack: ReviewedStack | undefined,
): Seen | undefined {
  if (latest?.resource !== resource || latest.stack !== stack) {
    latest = { resource, stack, views: new Map() };
  }
  const { views } = latest;
  let seen = views.get(kind);
  if (seen === undefined && !views.has(kind)) {
    seen = see(kind, resource, stack);
    views.set(kind, seen);
  }
  return seen;
}

function see(
  kind: keyof Views,
  resource: ReviewedResource,
  stack: ReviewedStack | undefined,
): Seen | undefined {
  // Makers of views of a resource alone ask for no stack.
  const make = () => MAKERS[kind](resource, stack as ReviewedStack);
  try {
    const view = make();
    return view && { view };
  } catch {
    return { make };
  }
}

/** What a rule judges a resource by. */
interface Judging {
  kinds: readonly (keyof Views)[];
  /** The stack that it is seen in; nothing where it is seen alone. */
  stack: ReviewedStack | undefined;
  today: Date;
}

function reviewBy(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  judging: Judging,
): Review {
  const { exempt, withFixes = false } = settings;
  const running = runningOf(settings);
  running.begin(withFixes ? resource : undefined);
  let isSeen = false;
  for (const kind of judging.kinds) {
    const seen = keptView(kind, resource, judging.stack);
    if (seen === undefined) continue;
    isSeen = true;
    const view = "view" in seen ? seen.view : running.read(seen.make);
    if (view !== undefined) judge(rule, kind, view, running);
  }
  if (!isSeen) return NOTHING_SAID;
  const { quiet } = running;
  if (quiet !== undefined && exempt.length === 0) return quietReview(quiet);
  return reviewOf(rule, settings, resource, { checked: running.end(), judging });
}

/** What most rules come to with most resources: one of it for each number of checks. */
function quietReview(evaluated: number): Review {
  let review = QUIET[evaluated];
  if (!review) {
    review = { ...NOTHING_SAID, evaluated };
    QUIET[evaluated] = review;
  }
  return review;
}

const QUIET: Review[] = [];

/** A rule judges one resource after the other with the same settings. */
function runningOf(settings: Settings): RunningReview {
  let running = RUNNING.get(settings);
  if (!running) {
    running = new RunningReview(settings.parameters);
    RUNNING.set(settings, running);
  }
  return running;
}

const RUNNING = new WeakMap<Settings, RunningReview>();

/** What is told of what a rule's checks came to: without what is exempt, and without secrets. */
function reviewOf(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  come: { checked: Checked; judging: Judging },
): Review {
  const { exempt, withFixes = false } = settings;
  const { checked, judging } = come;
  const { by, broken, problems } = judgeExemptions(exempt, resource, judging.today);
  const { undetermined, evaluated } = checked;
  // An exemption that does not hold is a violation only where the rule has something to say.
  const isConcerned = evaluated > 0 || undetermined.length > 0;
  const shortcomings = isConcerned ? problems : [];
  const exemptions = isConcerned ? broken : [];
  const messages = withoutSecrets([...new Set(checked.messages)], resource);
  if (by) {
    // What is not known yet may be what the exemption is for.
    const isNeeded = messages.length + undetermined.length > 0;
    return {
      ...NOTHING_SAID,
      messages: shortcomings,
      exempted: messages.map((message) => ({ exemption: by, message })),
      exemptions: isNeeded ? [...exemptions, by] : exemptions,
    };
  }
  return {
    messages: shortcomings.length === 0 ? messages : [...new Set([...shortcomings, ...messages])],
    unreadable: withoutSecrets([...new Set(checked.unreadable)], resource),
    undetermined,
    evaluated,
    exempted: [],
    exemptions,
    fixes: withFixes ? fixesOf(rule, settings, resource, come) : NO_FIXES,
  };
}

function fixesOf(
  rule: Rule,
  { parameters }: Settings,
  resource: ReviewedResource,
  { checked, judging }: { checked: Checked; judging: Judging },
) {
  const fixes = new Map<string, PropertyFix[]>();
  const isJoined = judging.stack !== undefined;
  for (const [message, read] of checked.paths) {
    const [shown = message] = withoutSecrets([message], resource);
    fixes.set(
      shown,
      propertyFixes(rule, { message, paths: [...read], isJoined, parameters, resource }),
    );
  }
  return fixes;
}

/** Rules show what they judge; whatever of it is a secret is masked here. */
function withoutSecrets(messages: string[], { properties }: ReviewedResource): string[] {
  if (messages.length === 0) return messages;
  const secrets = secretTextsOfResource(properties);
  return messages.map((message) => maskSecrets(message, secrets));
}

function judge(rule: Rule, kind: keyof Views, view: object, review: RunningReview): void {
  const judges = rule as Partial<
    Record<keyof Views, (view: object, context: RuleContext<object>) => void>
  >;
  judges[kind]?.(view, review);
}
