/**
 * The providers of our dynamic resources, by the names that users' states hold: Pulumi stores
 * `fromProject("slipway/dynamicProviders").taskRunProvider` with a resource and runs it at its next update or delete, years
 * later and with whatever version is installed then. An export of this file is therefore never renamed and never removed;
 * where its code lies does not matter.
 */
export {
  capacityAttachmentProvider,
  capacityDetachmentProvider,
} from "./cluster/attachment/capacityAttachmentProvider.js";
export { codeDeployProvider } from "./service/deployment/codeDeployProvider.js";
export { taskRunProvider } from "./task/taskRunProvider.js";
