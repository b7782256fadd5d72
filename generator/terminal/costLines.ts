import type { CostRange, CostResult } from "../../cost/costResult.js";
import { nameInUrn } from "../offline/urn.js";
import { escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { PLAIN } from "./policyLines.js";
import { shortType } from "./shortType.js";

/** Services, and pieces of advice, that are shown; `--json` has all of them. */
const MOST_SERVICES = 8;
const MOST_ADVICE = 3;
const MOST_UNPRICED = 5;

/** What a stack costs, in a few lines: its sum, its services, what has no price, and what would cost less. */
export function costLines(cost: CostResult, paint: Paint = PLAIN): string[] {
  const { total, services, unpriced, advice, pricesOf } = cost;
  if (services.length === 0 && unpriced.length === 0) return [];
  const shown = services.slice(0, MOST_SERVICES);
  const rest = services.slice(MOST_SERVICES);
  const names = shown.map(({ name }) => (name === null ? "shared" : escapedText(name)));
  const width = Math.max(0, ...names.map((name) => name.length));
  return [
    `${paint.strong("Cost")}      ${rangeText(total)} a month${unpriced.length > 0 ? ", without what has no price" : ""}; USD, prices of ${pricesOf}`,
    ...shown.map((one, i) => `  ${(names[i] ?? "").padEnd(width)}  ${rangeText(one)}`),
    ...(rest.length > 0 ? [`  ${rest.length} more, which --json has`] : []),
    ...unpriced
      .slice(0, MOST_UNPRICED)
      .map(
        ({ item, urn, reason }) =>
          `  ${paint.warning("no price")}  ${escapedText(`${item.includes(":") ? shortType(item) : item} ${nameInUrn(urn)}: ${reason}`)}`,
      ),
    ...(unpriced.length > MOST_UNPRICED
      ? [
          `  ${paint.warning("no price")}  ${unpriced.length - MOST_UNPRICED} more, which --json has`,
        ]
      : []),
    ...advice
      .slice(0, MOST_ADVICE)
      .map(({ message }) => `  ${paint.faint("saving")}  ${escapedText(message)}`),
  ];
}

/** `$18.02`, or `$9.01–90.10, 49.56 expected`. */
export function rangeText({ minimum, expected, maximum }: CostRange): string {
  if (minimum === maximum) return `$${expected.toFixed(2)}`;
  return `$${minimum.toFixed(2)}–${maximum.toFixed(2)}, ${expected.toFixed(2)} expected`;
}
