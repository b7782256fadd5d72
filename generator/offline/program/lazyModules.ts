import { replaceModules } from "./replaceModules.js";

/**
 * What `@pulumi/pulumi` loads at its start and few programs use: TypeScript and arborist to serialize functions, gRPC and
 * OpenTelemetry to talk to a real engine, the Automation API. Together they take six sevenths of its loading time.
 */
const LAZY =
  /^(typescript|@npmcli\/arborist|normalize-package-data|fdir|@grpc\/grpc-js|@opentelemetry\/api|\.\/automation|.*_grpc_pb(\.js)?)$/;

const PULUMI = /[\\/]@pulumi[\\/]pulumi[\\/]/;

/** The services of `@pulumi/aws`, of which a program uses ten in two hundred and fifty: not what its index is made of. */
const SERVICE = /^\.\/(?!(?:provider|tags|utilities|utils)$)[a-z0-9]+$/;

const AWS_INDEX = /[\\/]@pulumi[\\/]aws[\\/]index\.js$/;

/**
 * Makes `@pulumi/pulumi` load what it hardly ever needs when that is first used, and `@pulumi/aws` each service. Must run
 * before they are loaded.
 */
export function installLazyModules(): void {
  replaceModules(({ request, parent, load }) => {
    const parentFile = parent?.filename ?? "";
    if (LAZY.test(request) && PULUMI.test(parentFile)) return lazyModule(load);
    if (parent && SERVICE.test(request) && AWS_INDEX.test(parentFile)) {
      return lazyExport(parent.exports as object, request.slice(2), load);
    }
    return load();
  });
}

/**
 * Has a module that is being loaded export another of which it asks for nothing now. Whoever asks the first for the
 * second gets it as it is: a program sees no stand-in.
 *
 * @returns What the first module takes for it, to export it.
 */
function lazyExport(exported: object, name: string, load: () => object): object {
  const standIn = lazyModule(load);
  let loaded: object | undefined;
  const place = { enumerable: true, configurable: true };
  Object.defineProperty(exported, name, {
    ...place,
    get: () => (loaded ??= load()),
    set: (value: unknown) => {
      if (value !== standIn)
        Object.defineProperty(exported, name, { ...place, value, writable: true });
    },
  });
  return standIn;
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
