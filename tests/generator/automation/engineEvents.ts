/** Engine events as the Pulumi CLI sends them, cut down to what tests are about. */

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const STACK = "pulumi:pulumi:Stack";

/** URN of a log group of the project `orders`, stack `dev`. */
export function logGroupUrn(name: string): string {
  return `urn:pulumi:dev::orders::${LOG_GROUP}::${name}`;
}

/** URN of the stack itself. */
export const STACK_URN = `urn:pulumi:dev::orders::${STACK}::orders-dev`;

/** How the engine writes a secret. */
export const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};

/** How the engine writes a value that it does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface State {
  inputs?: object;
  outputs?: object;
}

function logGroupStep(op: string, name: string, { inputs = {}, outputs = {} }: State): object {
  const urn = logGroupUrn(name);
  const state = { type: LOG_GROUP, urn, custom: true, parent: STACK_URN, inputs, outputs };
  const gone = op.startsWith("delete");
  const old = gone ? state : null;
  return { metadata: { op, urn, type: LOG_GROUP, old, new: gone ? null : state } };
}

/** A step on a log group begins. */
export function starts(op: string, name: string, inputs: object = {}): object {
  return { resourcePreEvent: logGroupStep(op, name, { inputs }) };
}

/** A step on a log group begins that differs from the state, of which some properties force a new resource. */
export function differs(op: string, name: string, diffs: string[], keys: string[] = []): object {
  const { metadata } = logGroupStep(op, name, {}) as { metadata: object };
  return { resourcePreEvent: { metadata: { ...metadata, diffs, keys } } };
}

/** A step on a log group ends. */
export function ends(op: string, name: string): object {
  return { resOutputsEvent: logGroupStep(op, name, {}) };
}

/** A step on a log group fails. */
export function fails(op: string, name: string, inputs: object = {}): object {
  return { resOpFailedEvent: logGroupStep(op, name, { inputs }) };
}

function stackStep(op: string, outputs: object): object {
  const state = { type: STACK, urn: STACK_URN, parent: "", inputs: {}, outputs };
  return { metadata: { op, urn: STACK_URN, type: STACK, old: null, new: state } };
}

/** The stack itself begins, which is no change in the cloud. */
export function stackStarts(): object {
  return { resourcePreEvent: stackStep("create", {}) };
}

/** The stack itself ends, with its outputs. */
export function stackEnds(outputs: object): object {
  return { resOutputsEvent: stackStep("create", outputs) };
}

/** A message about a log group, or about the stack. */
export function message(severity: string, text: string, name?: string): object {
  const about = name === undefined ? {} : { urn: logGroupUrn(name) };
  return { diagnosticEvent: { ...about, severity, message: `${text}\n`, color: "never" } };
}

/** A policy is violated by a log group. The engine writes the policy's description in front. */
export function violation(enforcementLevel: string, name: string, text: string): object {
  return {
    policyEvent: {
      resourceUrn: logGroupUrn(name),
      message: `What the policy is for.\n${text}\n`,
      policyName: "a-policy",
      policyPackName: "slipway",
      enforcementLevel,
      severity: "high",
    },
  };
}

/** A pack has judged a resource. */
export function analysis(passed: number, failed: number): object {
  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `policy-${i}`);
  return { policyAnalyzeSummaryEvent: { passed: names(passed), failed: names(failed) } };
}

/** The engine's count, and its last event. */
export function summary(resourceChanges: object): object[] {
  return [{ summaryEvent: { resourceChanges, durationSeconds: 1 } }, { cancelEvent: {} }];
}
