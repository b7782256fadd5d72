import type { StackEnd, PlannedStack } from "../../../generator/fleet/index.js";

/** What the simulated engine of a stack is told. */
export type ToEngine =
  | { kind: "task"; root: string; stack: string; refresh: boolean }
  | { kind: "answer"; approved: boolean };

/** What it tells. */
export type FromEngine =
  | { kind: "planned"; planned: PlannedStack }
  | { kind: "end"; end: StackEnd };

/** The resources of each stack's program: two that are imported by name, and two of which AWS gives the ids. */
export const PROGRAM: readonly { type: string; name: string }[] = [
  { type: "aws:cloudwatch/logGroup:LogGroup", name: "first" },
  { type: "aws:iam/role:Role", name: "role" },
  { type: "aws:lb/targetGroup:TargetGroup", name: "targets" },
  { type: "aws:ec2/securityGroup:SecurityGroup", name: "last" },
];

/** The URN of a resource of a stack. */
export function urnOf(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::app::${type}::${name}`;
}
