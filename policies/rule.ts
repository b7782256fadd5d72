import type { PropertyValue } from "./resource/propertyValue.js";
import type { Reader } from "./resource/reader.js";
import type { Views } from "./views/views.js";

/** How bad a violation is. */
export type Severity = "low" | "medium" | "high" | "critical";

/**
 * What a rule is about, which its level hangs on.
 *
 * - `invalid`: AWS or the engine refuses it, or it can never work. Mandatory in every profile.
 * - `security`: something is exposed.
 * - `reliability`: it works, and fails its users when something else fails.
 * - `practice`: it works, and costs its makers later.
 */
export type RuleKind = "invalid" | "security" | "reliability" | "practice";

/**
 * What a violation does: it is told, it stops the update, or the rule is off; at `remediate` the rule sets right by itself
 * what it can, and what is left stops the update.
 */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/**
 * A set of levels and parameters to start from.
 *
 * - `baseline`: what is wrong stops an update, what could be better is told. Holds where nothing else is asked for.
 * - `hardened`: what exposes something or is not reliable stops it too.
 * - `fsbp`: the controls of Security Hub's "AWS Foundational Security Best Practices", and beside them what is wrong.
 * - `dev`: what is wrong, and what is critical.
 */
export type Profile = "baseline" | "hardened" | "fsbp" | "dev";

/** A JSON schema that a parameter of a rule keeps to. */
export interface ParameterSchema<T> {
  type: "integer" | "number" | "boolean" | "array";
  description: string;
  items?: { type: "string"; format?: "regex"; minLength?: number };
  minimum?: number;
  maximum?: number;
  default: T;
  /** A value for error messages, where the default is empty. */
  example?: T;
}

/** A published catalogue of controls that a rule is part of. */
export interface Framework {
  name: string;
  version: string;
  /** Id of the control. */
  reference: string;
  /** What the control asks for. */
  specification: string;
}

/** What a rule works with. */
export interface RuleContext<P extends object> {
  /** The rule's parameters, with defaults filled in. */
  readonly parameters: P;
  /**
   * Decides one thing about the resource, apart from all others: a value that is not known yet makes this check
   * undetermined and no other. `decide` gives the violation's message, or nothing when there is none.
   */
  readonly check: (decide: () => string | undefined) => void;
  /** Judges each of a list: a list that is not known yet is undetermined as one check. */
  readonly forEach: <T>(list: () => readonly T[], judge: (element: T) => void) => void;
}

/** Works out a value. As a method, so that a rule with parameters of its own is one of all rules. */
interface ValueMaker<P extends object> {
  value(parameters: P, inputs: Reader): PropertyValue | undefined;
}

/** Judges a view. As a method, so that a rule with parameters of its own is one of all rules. */
interface Judge<V, P extends object> {
  judge(view: V, context: RuleContext<P>): void;
}

/** What a rule may judge: a method for each kind of view, which is called with each view of that kind. */
type Judges<P extends object> = { [K in keyof Views]?: Judge<Views[K], P>["judge"] };

/**
 * One policy. It judges views of resources, and knows neither Pulumi's policy host nor the offline preview, which both
 * run it.
 */
export interface Rule<P extends object = object> extends Judges<P> {
  /** Lower case with hyphens, as configuration names it. */
  readonly name: string;
  /** What must be so, as a sentence. */
  readonly description: string;
  /** What a violation is: everything that the rule says is of one kind. */
  readonly kind: RuleKind;
  readonly severity: Severity;
  /** The level under the profile `baseline`, which holds where the configuration says nothing. */
  readonly enforcementLevel: EnforcementLevel;
  /** What to do about a violation. */
  readonly remediationSteps: string;
  /** The page that explains the rule. */
  readonly url: string;
  /** Ids in the catalogues that the rule covers, such as `ECS.4` or `CKV_AWS_334`. */
  readonly sources: readonly string[];
  readonly framework?: Framework;
  readonly parameters: { readonly [K in keyof P]: ParameterSchema<P[K]> };
  /**
   * What a property is set to that puts a violation right, by the property's own name in our arguments and in resources of AWS:
   * a value, or what works it out by the rule's parameters and the resource's inputs. Where there is none, the message says
   * what works.
   */
  readonly values?: Readonly<Record<string, PropertyValue | ValueMaker<P>["value"]>>;
  /**
   * What the rule sets to its `values` by itself, at the level `remediate`: paths below the inputs of resources of AWS, by type.
   * `[]` is each element of a list, `[name=x]` the one of that name, which is added where there is none. Only what an update
   * changes in place belongs here, and so nothing of a task definition: where the engine replaces a resource, it takes the
   * program's inputs again, without what was set in them, and so replaces it at every update.
   */
  readonly remediates?: Readonly<Record<string, readonly string[]>>;
  /** Where a profile has another level for the rule than its kind gives, or other parameters than the defaults. */
  readonly profiles?: {
    readonly [K in Profile]?: Partial<P> & { readonly enforcementLevel?: EnforcementLevel };
  };
  /** Why parameters contradict each other; nothing when they do not. */
  conflict?(parameters: P): string | undefined;
}

/** Whether a violation, or a rule, stops an update. */
export function isMandatory({ enforcementLevel }: { readonly enforcementLevel: string }): boolean {
  return enforcementLevel === "mandatory";
}
