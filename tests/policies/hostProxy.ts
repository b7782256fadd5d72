import { createRequire } from "node:module";

interface ProxyModule {
  readonly unknownCheckingProxy: <T extends object>(properties: T) => T;
  readonly unknownStringValue: string;
}

/** Stripped from the typings of `@pulumi/policy`. */
const proxyModule = createRequire(__filename)("@pulumi/policy/proxy") as ProxyModule;

/** Properties as Pulumi's policy host gives them to a policy: reading an unknown one throws. */
export const hostProxy = proxyModule.unknownCheckingProxy;

/** What Pulumi sends for a text that is not known. */
export const HOST_UNKNOWN = proxyModule.unknownStringValue;
