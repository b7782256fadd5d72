import type { NativeNames } from "../resource/nativeNames.js";
import type { PropertyFix } from "./propertyFix.js";
import type { Review } from "./review.js";

/** A review that speaks of properties as the resource's own provider does. */
export function reviewByNames(review: Review, names: NativeNames): Review {
  const { messages, unreadable, undetermined, exempted, fixes } = review;
  const spoken = (message: string) => names.message(message);
  return {
    ...review,
    messages: messages.map(spoken),
    unreadable: unreadable.map(spoken),
    undetermined: undetermined.map((path) => names.path(path)),
    exempted: exempted.map((one) => ({ ...one, message: spoken(one.message) })),
    fixes: new Map(
      [...fixes].map(([message, each]) => [spoken(message), each.map((fix) => fixBy(names, fix))]),
    ),
  };
}

function fixBy(names: NativeNames, { property, value }: PropertyFix): PropertyFix {
  const path = names.path(property);
  return value === undefined
    ? { property: path }
    : { property: path, value: names.value(property, value) };
}
