import Module from "node:module";

/** Node's loader of CommonJS modules, which it lets be replaced without listing it in its types. */
interface Loader {
  _load: (
    this: unknown,
    request: string,
    parent: NodeJS.Module | undefined,
    isMain: boolean,
  ) => object;
}

/** A module that is asked for. */
export interface RequestedModule {
  /** What `require` is given. */
  request: string;
  /** The module that asks for it; nothing where none does. */
  parent: NodeJS.Module | undefined;
  /** Loads it, as Node does. */
  load: () => object;
}

/**
 * Has modules of this process replaced as they are asked for, from now on.
 *
 * @param replace Gives the module, or what stands in for it.
 */
export function replaceModules(replace: (module: RequestedModule) => object): void {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = function (request, parent, isMain) {
    return replace({ request, parent, load: () => load.call(this, request, parent, isMain) });
  };
}
