import { maskSecrets } from "../../components/rules/secretMask.js";
import type { RuleSettings } from "../configuration/configuration.js";
import type { Exemption } from "../configuration/exemption.js";
import { judgeExemptions } from "../configuration/exemption.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { secretTextsOfResource } from "../resource/resourceSecrets.js";
import type { Rule, RuleContext } from "../rule.js";
import type { PropertyFix } from "./propertyFix.js";
import { propertyFixes } from "./propertyFix.js";
import { RunningReview } from "./runningReview.js";
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
  /** What to set for messages, where that is asked for. */
  fixes: ReadonlyMap<string, PropertyFix[]>;
}

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
  const views = viewsIn(kindsOf(rule), (kind) => viewOf(kind, resource));
  return views.length === 0 ? NOTHING_SAID : reviewBy(settings, resource, today, rule, views);
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
    const kinds = KINDS.filter((kind) => viewOf(kind, resource) !== undefined);
    return this.with(kinds, ({ rule }) => kinds.some((kind) => rule[kind] !== undefined));
  }

  /** Those that judge a view which a resource has among the others of its stack, in their order. */
  inStack(resource: ReviewedResource, stack: ReviewedStack): readonly R[] {
    const kinds = STACK_KINDS.filter((kind) => stackViewOf(kind, resource, stack) !== undefined);
    return this.with(kinds, ({ rule }) => kinds.some((kind) => rule[kind] !== undefined));
  }

  private with(kinds: readonly string[], isConcerned: (rule: R) => boolean): readonly R[] {
    const key = kinds.join(" ");
    let found = this.byKinds.get(key);
    if (!found) {
      found = this.rules.filter(isConcerned);
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
  const views = viewsIn(stackKindsOf(rule), (kind) => stackViewOf(kind, resource, stack));
  return views.length === 0 ? NOTHING_SAID : reviewBy(settings, resource, today, rule, views);
}

const KINDS = Object.keys(VIEWS) as (keyof typeof VIEWS)[];
const STACK_KINDS = Object.keys(STACK_VIEWS) as (keyof typeof STACK_VIEWS)[];

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

const kindsOf = kindsByRule(KINDS);
const stackKindsOf = kindsByRule(STACK_KINDS);

/** Gives the kinds of views that a rule judges, which are looked up once for each rule. */
function kindsByRule<K extends keyof Views>(kinds: readonly K[]): (rule: Rule) => readonly K[] {
  const byRule = new WeakMap<Rule, readonly K[]>();
  return (rule) => {
    let own = byRule.get(rule);
    if (!own) {
      own = kinds.filter((kind) => rule[kind] !== undefined);
      byRule.set(rule, own);
    }
    return own;
  };
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
let latest: Latest | undefined;

interface Latest {
  resource: ReviewedResource;
  /** Stack that it is seen in; nothing where it is seen alone. */
  stack: ReviewedStack | undefined;
  views: Map<keyof Views, Seen | undefined>;
}

function viewOf(kind: keyof typeof VIEWS, resource: ReviewedResource): Seen | undefined {
  return keptView(kind, resource, undefined, () => VIEWS[kind](resource));
}

function stackViewOf(
  kind: keyof typeof STACK_VIEWS,
  resource: ReviewedResource,
  stack: ReviewedStack,
): Seen | undefined {
  return keptView(kind, resource, stack, () => STACK_VIEWS[kind](resource, stack));
}

function keptView(
  kind: keyof Views,
  resource: ReviewedResource,
  stack: ReviewedStack | undefined,
  make: () => object | undefined,
): Seen | undefined {
  if (latest?.resource !== resource || latest.stack !== stack) {
    latest = { resource, stack, views: new Map() };
  }
  const { views } = latest;
  let view = views.get(kind);
  if (view === undefined && !views.has(kind)) {
    view = seen(make);
    views.set(kind, view);
  }
  return view;
}

function reviewBy(
  { parameters, exempt, withFixes = false }: Settings,
  resource: ReviewedResource,
  today: Date,
  rule: Rule,
  views: readonly Judged[],
): Review {
  const { by, broken, problems } =
    exempt.length === 0 ? NO_EXEMPTIONS : judgeExemptions(exempt, resource, today);
  const running = new RunningReview(parameters, withFixes ? resource : undefined);
  for (const { kind, seen: one } of views) judge(rule, kind, one, running);
  // An exemption that does not hold is a violation only where the rule has something to say.
  const isConcerned = running.evaluated > 0 || running.undetermined.length > 0;
  const shortcomings = isConcerned ? problems : [];
  const exemptions = isConcerned ? broken : [];
  const messages =
    running.messages.length === 0 ? [] : withoutSecrets([...new Set(running.messages)], resource);
  if (by) {
    // What is not known yet may be what the exemption is for.
    const isNeeded = messages.length + running.undetermined.length > 0;
    return {
      messages: shortcomings,
      unreadable: [],
      undetermined: [],
      evaluated: 0,
      exempted: messages.map((message) => ({ exemption: by, message })),
      fixes: NO_FIXES,
      exemptions: isNeeded ? [...exemptions, by] : exemptions,
    };
  }
  return {
    messages: shortcomings.length === 0 ? messages : [...new Set([...shortcomings, ...messages])],
    unreadable: withoutSecrets([...new Set(running.unreadable)], resource),
    undetermined: running.undetermined,
    evaluated: running.evaluated,
    exempted: [],
    exemptions,
    fixes: withFixes ? fixesOf(rule, running, resource, views) : NO_FIXES,
  };
}

function fixesOf(
  rule: Rule,
  running: RunningReview,
  resource: ReviewedResource,
  views: readonly Judged[],
) {
  const fixes = new Map<string, PropertyFix[]>();
  const { parameters } = running;
  const isJoined = views.some(({ kind }) => kind in STACK_VIEWS);
  for (const [message, read] of running.paths) {
    const [shown = message] = withoutSecrets([message], resource);
    fixes.set(
      shown,
      propertyFixes(rule, { message, paths: [...read], isJoined, parameters, resource }),
    );
  }
  return fixes;
}

const NO_EXEMPTIONS: ReturnType<typeof judgeExemptions> = {
  by: undefined,
  broken: [],
  problems: [],
};

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
    () => {
      const view = one();
      return view === undefined ? [] : [view];
    },
    (view) => judges[kind]?.(view, review),
  );
}
