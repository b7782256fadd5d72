import { nameInUrn } from "../../offline/urn.js";
import { type Block, counted, type ReportLimits, tableBlocks } from "../../review/reportBlock.js";
import type { DriftTotals, FleetDriftReport, StackDrift } from "./driftReport.js";
import type { StackDifference } from "./sortDrift.js";

/** A look for drift in parts, for Markdown and HTML: the sums, what is the program's, what is others', every stack. */
export function driftBlocks(report: FleetDriftReport, limits: ReportLimits): Block[] {
  const { name, stacks, totals } = report;
  const failures = stacks.flatMap(({ id, failure }) =>
    failure === undefined ? [] : [[id, failure]],
  );
  const columns = ["stack", "resource", "what", "state", "cloud"];
  return [
    { kind: "heading", text: `slipway fleet drift: ${name}` },
    { kind: "text", text: driftTotalsText(totals) },
    ...tableBlocks("Not looked at", ["stack", "why"], failures, limits),
    ...tableBlocks("Drift", columns, rowsOf(stacks, false), limits),
    ...tableBlocks("Delegated", [...columns, "whose"], rowsOf(stacks, true), limits),
    ...tableBlocks(
      "Stacks",
      ["stack", "resources", "drift", "delegated", "state"],
      stacks.map((stack) => [stack.id, ...driftCells(stack)]),
      limits,
    ),
  ];
}

/** Sums in a line. */
export function driftTotalsText(totals: DriftTotals): string {
  const { stacks, drifted, failed, cancelled, resources, real, delegated } = totals;
  return [
    counted(stacks, "stack"),
    `${drifted} drifted`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
    counted(resources, "resource"),
    counted(real, "difference"),
    `${delegated} delegated`,
  ].join(" · ");
}

/** What a difference is of: the resource's name and the property, or only the name. */
export function differenceName({ urn, field }: StackDifference): string {
  return field === "" ? nameInUrn(urn) : `${nameInUrn(urn)} ${field}`;
}

function driftCells({ resources, real, delegated, status }: StackDrift): string[] {
  if (status !== "clean" && status !== "drifted") return ["", "", "", status];
  return [String(resources), String(real), String(delegated), status];
}

function rowsOf(stacks: readonly StackDrift[], delegated: boolean): string[][] {
  return stacks.flatMap(({ id, differences }) =>
    differences
      .filter((each) => each.delegated === delegated)
      .map(({ urn, type, field, state, live, owner }) => [
        ...[id, `${nameInUrn(urn)} (${type})`, field, state, live],
        ...(delegated ? [owner] : []),
      ]),
  );
}
