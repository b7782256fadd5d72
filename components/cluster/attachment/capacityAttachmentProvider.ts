import { untilCancelled } from "../../dynamic/cancellation.js";
import type { CapacityAttachment, CapacityDetachment } from "./attachCapacity.js";
import { isDifferent } from "../../dynamic/isDifferent.js";
import { dynamicAccess } from "../../dynamic/dynamicAccess.js";

const access = dynamicAccess();

/** What Pulumi's dynamic provider asks, in its own process, of the providers that a cluster shall have. */
export const capacityAttachmentProvider = {
  configure: access.configure,

  diff: (_id: string, olds: CapacityAttachment, news: CapacityAttachment) =>
    Promise.resolve({
      changes: ATTACHMENT_INPUTS.some((key) => isDifferent(olds[key], news[key])),
      replaces: olds.cluster === news.cluster ? [] : ["cluster"],
    }),

  create: async (attachment: CapacityAttachment) => {
    await attachNow(attachment);
    return { id: attachment.cluster, outs: attachment };
  },

  update: async (_id: string, _olds: CapacityAttachment, news: CapacityAttachment) => {
    await attachNow(news);
    return { outs: news };
  },
};

/**
 * What Pulumi's dynamic provider asks of one provider of a cluster. Its deletion detaches the provider: an update deletes
 * last, when services have moved, and in the order of dependencies, before the provider itself.
 */
export const capacityDetachmentProvider = {
  configure: access.configure,

  diff: (_id: string, olds: CapacityDetachment, news: CapacityDetachment) =>
    Promise.resolve({
      changes: DETACHMENT_INPUTS.some((key) => isDifferent(olds[key], news[key])),
      replaces: DETACHMENT_IDENTITY.filter((key) => olds[key] !== news[key]),
    }),

  create: (detachment: CapacityDetachment) =>
    Promise.resolve({
      id: `${detachment.cluster}/${detachment.capacityProvider}`,
      outs: detachment,
    }),

  update: (_id: string, _olds: CapacityDetachment, news: CapacityDetachment) =>
    Promise.resolve({ outs: news }),

  delete: async (_id: string, detachment: CapacityDetachment): Promise<void> => {
    const connected = access.withConnection(detachment);
    await untilCancelled(async (cancellation) => {
      const { detachCapacity } = await import("./attachCapacity.js");
      await detachCapacity(connected, undefined, cancellation);
    });
  },
};

const ATTACHMENT_INPUTS = [
  "region",
  "profile",
  "settings",
  "cluster",
  "timeoutSeconds",
  "capacityProviders",
  "defaultCapacityProviderStrategies",
  "detachedCapacityProviders",
] as const;
const DETACHMENT_IDENTITY = ["region", "cluster", "capacityProvider"] as const;
const DETACHMENT_INPUTS = [
  ...DETACHMENT_IDENTITY,
  "profile",
  "settings",
  "timeoutSeconds",
] as const;

async function attachNow(attachment: CapacityAttachment): Promise<void> {
  const connected = access.withConnection(attachment);
  await untilCancelled(async (cancellation) => {
    const { attachCapacity } = await import("./attachCapacity.js");
    await attachCapacity(connected, undefined, cancellation);
  });
}
