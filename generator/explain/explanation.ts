/** What a word, a path, a code or a message may be explained as. */
export type ExplanationKind =
  | "rule"
  | "parameter"
  | "component"
  | "argument"
  | "output"
  | "command"
  | "flag"
  | "exitCode"
  | "diagnosis"
  | "failure";

/** What there is to know of one thing. This is what `slipway explain --json` prints: a public contract. */
export interface Explanation {
  kind: ExplanationKind;
  /** By which `slipway explain` finds it again, such as `Service.deployment.strategy` or `exit 4`. */
  name: string;
  description: string;
  /** What else is known, by what it is: `type`, `default`, `levels`. */
  details: Record<string, string>;
  /** What to do about it. */
  next?: string;
  url?: string;
}

/** An explanation with what it is found by. */
export interface Entry {
  explanation: Explanation;
  /** Names beside the explanation's own, such as ids of other catalogues. */
  names: readonly string[];
  /** Paths of which the end suffices: `loadBalancer.healthCheckPath`, `healthCheckPath`. */
  paths?: readonly string[];
}
