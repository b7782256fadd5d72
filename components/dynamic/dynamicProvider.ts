import type * as pulumi from "@pulumi/pulumi";

/** What `slipway/dynamicProviders` exports: names that users' states hold, so none is ever changed or taken away. */
export type DynamicProviderName =
  | "capacityAttachmentProvider"
  | "capacityDetachmentProvider"
  | "codeDeployProvider"
  | "taskRunProvider";

/**
 * Code of a provider for Pulumi's dynamic resources, which Pulumi keeps in the state and runs in a process of its own, in
 * the folder of the program. It names an export of this package and no file, so that it is the same text on every machine
 * and for every version, wherever our files lie. Pulumi would make such a text of a provider object too, but load the
 * TypeScript compiler for it.
 *
 * @param provider What `slipway/dynamicProviders` calls the provider.
 */
export function dynamicProvider(provider: DynamicProviderName): string {
  return `exports.handler = () => {
  const { createRequire } = require("node:module");
  const { join } = require("node:path");
  const fromProject = createRequire(join(process.cwd(), "index.js"));
  return fromProject("slipway/dynamicProviders").${provider};
};
`;
}

/** Inputs of a dynamic resource, by the plain data that its provider gets. */
export type DynamicInputs<T> = { [K in keyof T]: pulumi.Input<T[K]> };

/** Type of Pulumi's dynamic resources. */
export const DYNAMIC_RESOURCE = "pulumi-nodejs:dynamic:Resource";
