/**
 * For tests of programs and components: `import { mockPulumi, previewOffline, valueOf } from "slipway/testing"`.
 *
 * @packageDocumentation
 */
export { mockPulumi } from "./mockPulumi.js";
export type { MockOptions, MockResource, PulumiMock } from "./mockPulumi.js";
export { valueOf } from "./valueOf.js";
export { previewOffline } from "../offline/previewOffline.js";
export type { PreviewOptions } from "../offline/previewOffline.js";
export type { PolicyPackRequest } from "../offline/packs/policyPackRequest.js";
export type { MockValues } from "../offline/mockValues.js";
export type { PreviewedResource, PreviewResult } from "../offline/previewResult.js";
