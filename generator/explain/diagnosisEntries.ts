import { causeMeanings } from "../../components/diagnosis/rules/causeMeanings.js";
import { CAUSE_KINDS } from "../../components/diagnosis/rules/cause.js";
import type { Entry } from "./explanation.js";

/** What `slipway explain` tells of the causes that `slipway doctor` and failed updates name. */
export function diagnosisEntries(): Entry[] {
  return CAUSE_KINDS.map((kind) => {
    const [first, ...others] = causeMeanings(kind);
    const { summary = "", next = "" } = first ?? {};
    const details = Object.fromEntries(
      others.map((other, i) => [
        others.length === 1 ? "or" : `or ${i + 1}`,
        `${other.summary}; ${other.next}`,
      ]),
    );
    return {
      explanation: { kind: "diagnosis", name: kind, description: summary, details, next },
      names: [],
    };
  });
}
