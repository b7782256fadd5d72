import { replaceModules } from "./replaceModules.js";

/**
 * What `@pulumi/pulumi` loads at its start and few programs use: TypeScript and arborist to serialize functions, gRPC and
 * OpenTelemetry to talk to a real engine, the Automation API. Together they take six sevenths of its loading time.
 */
const LAZY =
  /^(typescript|@npmcli\/arborist|normalize-package-data|fdir|@grpc\/grpc-js|@opentelemetry\/api|\.\/automation|.*_grpc_pb(\.js)?)$/;

const PULUMI = /[\\/]@pulumi[\\/]pulumi[\\/]/;

/**
 * Makes `@pulumi/pulumi` load what it hardly ever needs when that is first used. Must run before it is loaded.
 */
export function installLazyModules(): void {
  replaceModules(({ request, parentFile, load }) => {
    return LAZY.test(request) && PULUMI.test(parentFile) ? lazyModule(load) : load();
  });
}

/**
 * A stand-in for a module, which loads it when it is first looked into. It says of itself that it was an ES module, so
 * that compiled code takes it as it is and copies nothing out of it.
 */
export function lazyModule(load: () => object): object {
  let loaded: Record<PropertyKey, unknown> | undefined;
  const real = (): Record<PropertyKey, unknown> =>
    (loaded ??= load() as Record<PropertyKey, unknown>);
  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === "__esModule") return true;
        if (key === "default" && !("default" in real())) return real();
        return real()[key];
      },
      has: (_, key) => key in real(),
      set: (_, key, value: unknown) => Reflect.set(real(), key, value),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(real(), key);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}
