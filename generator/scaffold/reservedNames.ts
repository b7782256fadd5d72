import { builtinModules } from "node:module";

import { isProviderName } from "./providerNames.js";

/** Names of devices, which Windows gives to no file, with any extension. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?$/i;

/** Packages of the generated repository (npm installs none into itself), and names that npm refuses. */
const PACKAGES = new Set([
  "favicon",
  "node-modules",
  "npm",
  "pulumi",
  "slipway",
  "ts-node",
  "typescript",
]);

/** Whether Windows keeps a file name for a device, such as `CON` or `aux.ts`. */
export function isWindowsDevice(fileName: string): boolean {
  return WINDOWS_DEVICE.test(fileName);
}

/** Why a service cannot have a name that is well formed; nothing when it can. */
export function reservedNameProblem(name: string): string | undefined {
  if (isWindowsDevice(name)) return "is a device on Windows";
  if (builtinModules.includes(name)) return "is a module of Node.js";
  if (PACKAGES.has(name)) return "is a package that the repository uses or that npm keeps";
  if (isProviderName(name)) return "is a provider of Pulumi, whose configuration it would share";
  return undefined;
}
