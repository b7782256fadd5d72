import type { NativeNames } from "../resource/nativeNames.js";
import { inNamesOf } from "../resource/propertyNames.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { PropertyFix } from "./propertyFix.js";
import type { Review } from "./review.js";
import { isSilent } from "./review.js";

/**
 * A review that speaks of properties as the resource has them. What a component of ours and the resource that it makes are told
 * alike is left out before, as both are told it in other words here.
 */
export function reviewByNames(review: Review, { type, names }: ReviewedResource): Review {
  if (isSilent(review)) return review;
  const { messages, unreadable, undetermined, exempted, fixes } = review;
  const spoken = (message: string) => textByNames(message, { type, names });
  return {
    ...review,
    messages: messages.map(spoken),
    unreadable: unreadable.map(spoken),
    undetermined: names ? undetermined.map((path) => names.path(path)) : undetermined,
    exempted: exempted.map((one) => ({ ...one, message: spoken(one.message) })),
    fixes: new Map(
      [...fixes].map(([message, each]) => [
        spoken(message),
        names ? each.map((fix) => fixBy(names, fix)) : each,
      ]),
    ),
  };
}

/** A text that speaks of properties as the resource has them. */
export function textByNames(
  text: string,
  { type, names }: Pick<ReviewedResource, "type" | "names">,
): string {
  const own = inNamesOf(type, text);
  return names ? names.message(own) : own;
}

function fixBy(names: NativeNames, { property, value }: PropertyFix): PropertyFix {
  const path = names.path(property);
  return value === undefined
    ? { property: path }
    : { property: path, value: names.value(property, value) };
}
