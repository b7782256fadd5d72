import * as pulumi from "@pulumi/pulumi";

import type { CapacityAttachment, CapacityDetachment } from "./attachCapacity.js";
import type { DynamicInputs } from "../../dynamic/dynamicProvider.js";
import { DYNAMIC_RESOURCE, dynamicProvider } from "../../dynamic/dynamicProvider.js";

const ATTACHMENT_PROVIDER = dynamicProvider("capacityAttachmentProvider");
const DETACHMENT_PROVIDER = dynamicProvider("capacityDetachmentProvider");

/** The capacity providers of a cluster as a resource that attaches and never detaches. */
export class CapacityAttachmentResource extends pulumi.CustomResource {
  constructor(
    name: string,
    attachment: DynamicInputs<CapacityAttachment>,
    opts: pulumi.CustomResourceOptions,
  ) {
    super(DYNAMIC_RESOURCE, name, { ...attachment, __provider: ATTACHMENT_PROVIDER }, opts);
  }
}

/** One capacity provider of a cluster as a resource that detaches it when it is deleted. */
export class CapacityDetachmentResource extends pulumi.CustomResource {
  constructor(
    name: string,
    detachment: DynamicInputs<CapacityDetachment>,
    opts: pulumi.CustomResourceOptions,
  ) {
    super(DYNAMIC_RESOURCE, name, { ...detachment, __provider: DETACHMENT_PROVIDER }, opts);
  }
}
