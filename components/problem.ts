/** A rule that an argument breaks, found by a pure decision. */
export interface Problem {
  /** Path of the argument below the component's arguments. */
  path: string;
  /** The rule, the value received and a value that works. */
  reason: string;
}
