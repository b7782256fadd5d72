import type { FleetList, FleetReport } from "../fleet/index.js";
import { engineText, stackCells, totalsText } from "../fleet/preview/fleetBlocks.js";
import { nameInUrn } from "../offline/urn.js";
import { escapedLines, escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { counted, PLAIN } from "./policyLines.js";
import { isMandatory } from "../../policies/rule.js";

/** A fleet's stacks for people, by wave. */
export function printFleetList({ name, waves }: FleetList, paint: Paint = PLAIN): string {
  const stacks = waves.flat();
  const width = Math.max(0, ...stacks.map(({ id }) => id.length));
  return [
    `${paint.strong(escapedText(name))}  ${counted(stacks.length, "stack")} in ${counted(waves.length, "wave")}`,
    ...waves.flatMap((wave, i) => [
      paint.strong(`Wave ${i + 1}`),
      ...wave.map(({ id, environment, account, region, tags }) => {
        const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
        const facts = [environment, account, region, ...pairs].filter((one) => one !== undefined);
        return `  ${escapedText(id.padEnd(facts.length > 0 ? width : 0))}${facts.length > 0 ? "  " : ""}${paint.faint(escapedText(facts.join(" ")))}`;
      }),
    ]),
  ].join("\n");
}

/** A fleet's preview for people: every stack by wave, what stops it, and the sums. */
export function printFleetReport(
  { name, waves, totals }: FleetReport,
  paint: Paint = PLAIN,
): string {
  const stacks = waves.flatMap((wave) => wave.stacks);
  const width = Math.max(0, ...stacks.map(({ id }) => id.length));
  return [
    `${paint.strong(escapedText(name))} (${previewedBy(totals)})`,
    ...waves.flatMap((wave) => [
      `${paint.strong(`Wave ${wave.wave}`)}  ${paint.faint(totalsText(wave.totals))}`,
      ...wave.stacks.map((stack) => {
        const [id = "", creates, violations, advice, undetermined, cost, status = ""] =
          stackCells(stack);
        const state = status === "clean" ? status : paint.alarming(status);
        const facts =
          stack.failure === undefined
            ? `${stack.engine ? engineText(stack.engine) : `${creates} created`}, ${violations} violations, ${advice} advice, ${undetermined} undetermined${cost ? `, ${cost} a month` : ""}`
            : "";
        return `  ${escapedText(id.padEnd(width))}  ${state}  ${paint.faint(facts)}`.trimEnd();
      }),
    ]),
    ...stacks.flatMap(({ id, failure }) =>
      failure === undefined
        ? []
        : [`${paint.alarming("failed")}  ${escapedLines(`${id}: ${failure}`)}`],
    ),
    ...stacks.flatMap(({ id, findings }) =>
      findings
        .filter(isMandatory)
        .map(
          ({ policy, urn, message }) =>
            `${paint.alarming("violation")}  ${escapedText(id)}  ${escapedLines(`${policy}  ${nameInUrn(urn)}: ${message}`)}`,
        ),
    ),
    `${paint.strong("All")}  ${totalsText(totals)}`,
  ].join("\n");
}

function previewedBy({ engine, stacks }: FleetReport["totals"]): string {
  if (!engine) return "offline";
  return engine.stacks === stacks ? "by the engine" : "offline and by the engine";
}
