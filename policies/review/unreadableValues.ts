import type { RuleSettings } from "../configuration/configuration.js";
import type { Rule } from "../rule.js";
import type { Review } from "./review.js";

/** What a rule says of a resource. */
export interface ToldBy {
  rule: Rule;
  own: RuleSettings;
  review: Review;
}

/**
 * Remembers what could not be read: a text that is no JSON is one thing that is wrong, however many rules would have read
 * it. The rule that says it is the strictest of them, and where several are, one of kind `invalid`.
 */
export class UnreadableValues {
  private readonly said = new Set<string>();

  /** What rules say of one resource, with each value that cannot be read said by one of them. */
  onceEach(urn: string, told: readonly ToldBy[]): ToldBy[] {
    if (told.every(({ review }) => review.unreadable.length === 0)) return [...told];
    const owners = new Map<string, ToldBy>();
    for (const one of [...told].sort((a, b) => rankOf(a) - rankOf(b))) {
      for (const message of one.review.unreadable) {
        if (!this.said.has(keyOf(urn, message)) && !owners.has(message)) owners.set(message, one);
      }
    }
    for (const message of owners.keys()) this.said.add(keyOf(urn, message));
    return told.map((one) => {
      const { messages, unreadable } = one.review;
      const left = messages.filter(
        (message) => !unreadable.includes(message) || owners.get(message) === one,
      );
      return { ...one, review: { ...one.review, messages: left } };
    });
  }
}

function rankOf({ rule, own }: ToldBy): number {
  const level = own.enforcementLevel === "advisory" ? 2 : 0;
  return level + (rule.kind === "invalid" ? 0 : 1);
}

function keyOf(urn: string, message: string): string {
  return JSON.stringify([urn, message]);
}
