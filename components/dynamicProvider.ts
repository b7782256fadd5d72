import type * as pulumi from "@pulumi/pulumi";

/**
 * Code of a provider for Pulumi's dynamic resources, which Pulumi keeps in the state and runs in a process of its own, in
 * the folder of the program. It names this package and no path, so that it is the same text on every machine and for
 * every version. Pulumi would make such a text of a provider object too, but load the TypeScript compiler for it.
 *
 * @param module Compiled module of this package, such as `taskRunProvider`.
 * @param provider What the module calls the provider.
 */
export function dynamicProvider(module: string, provider: string): string {
  return `exports.handler = () => {
  const { createRequire } = require("node:module");
  const { dirname, join } = require("node:path");
  const fromProject = createRequire(join(process.cwd(), "index.js"));
  const root = dirname(fromProject.resolve("slipway/package.json"));
  return fromProject(join(root, "dist/components/${module}.js")).${provider};
};
`;
}

/** Inputs of a dynamic resource, by the plain data that its provider gets. */
export type DynamicInputs<T> = { [K in keyof T]: pulumi.Input<T[K]> };

/** Type of Pulumi's dynamic resources. */
export const DYNAMIC_RESOURCE = "pulumi-nodejs:dynamic:Resource";
