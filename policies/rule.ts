import type { ExecInStackView } from "./views/execInStackView.js";
import type { LaunchInStackView } from "./views/launchInStackView.js";
import type { LaunchView } from "./views/launchView.js";
import type { ListenerView } from "./views/listenerView.js";
import type { LoadBalancerView } from "./views/loadBalancerView.js";
import type { NamedView } from "./views/namedView.js";
import type { RepositoryPolicyView } from "./views/repositoryPolicyView.js";
import type { RepositoryView } from "./views/repositoryView.js";
import type { ScalableTargetView } from "./views/scalableTargetView.js";
import type { ServiceView } from "./views/serviceView.js";
import type { TargetGroupView } from "./views/targetGroupView.js";
import type { TaskView } from "./views/taskView.js";

/** How bad a violation is. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a violation does: it is told, it stops the update, or the rule is off. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled";

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

/**
 * One policy. It judges views of resources, and knows neither Pulumi's policy host nor the offline preview, which both
 * run it.
 */
export interface Rule<P extends object = object> {
  /** Lower case with hyphens, as configuration names it. */
  readonly name: string;
  /** What must be so, as a sentence. */
  readonly description: string;
  readonly severity: Severity;
  /** The level where the configuration says nothing. */
  readonly enforcementLevel: EnforcementLevel;
  /** What to do about a violation. */
  readonly remediationSteps: string;
  /** The page that explains the rule. */
  readonly url: string;
  /** Ids in the catalogues that the rule covers, such as `ECS.4` or `CKV_AWS_334`. */
  readonly sources: readonly string[];
  readonly framework?: Framework;
  readonly parameters: { readonly [K in keyof P]: ParameterSchema<P[K]> };
  /** Judges a task definition. */
  task?(task: TaskView, context: RuleContext<P>): void;
  /** Judges a service. */
  service?(service: ServiceView, context: RuleContext<P>): void;
  /** Judges whatever starts tasks: a service, a task set, a schedule. */
  launch?(launch: LaunchView, context: RuleContext<P>): void;
  /** Judges whatever starts tasks by what its stack has besides, once all of it is registered. */
  launchInStack?(launch: LaunchInStackView, context: RuleContext<P>): void;
  /** Judges an ECS service by the task definition that its stack has for it. */
  execInStack?(service: ExecInStackView, context: RuleContext<P>): void;
  /** Judges a target group of a load balancer. */
  targetGroup?(group: TargetGroupView, context: RuleContext<P>): void;
  /** Judges a listener of a load balancer. */
  listener?(listener: ListenerView, context: RuleContext<P>): void;
  /** Judges a load balancer. */
  loadBalancer?(balancer: LoadBalancerView, context: RuleContext<P>): void;
  /** Judges what an autoscaler scales. */
  scalableTarget?(target: ScalableTargetView, context: RuleContext<P>): void;
  /** Judges whatever has a name that AWS puts limits on. */
  named?(resource: NamedView, context: RuleContext<P>): void;
  /** Judges an ECR repository. */
  repository?(repository: RepositoryView, context: RuleContext<P>): void;
  /** Judges who may do what with an ECR repository or registry. */
  repositoryPolicy?(policy: RepositoryPolicyView, context: RuleContext<P>): void;
}
