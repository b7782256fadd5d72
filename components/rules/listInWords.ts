// British: American English has a comma before the last word.
const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });
const AND = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** A list as a message has it: `a, b or c`. */
export function listedByOr(values: Iterable<string>): string {
  return OR.format(values);
}

/** A list as a message has it: `a, b and c`. */
export function listedByAnd(values: Iterable<string>): string {
  return AND.format(values);
}
