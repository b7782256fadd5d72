import Module from "node:module";
import { join, sep } from "node:path";

import { packageRoot } from "../../../project/packageRoot.js";
import type { ProcessState } from "./processState.js";

/** Node's loaders by file extension, which it lets be replaced without listing them in its types. */
interface Loader {
  _extensions: Record<string, (module: NodeJS.Module, file: string) => void>;
}

/** Packages that hold no state of a program but what is put back: Pulumi's, and the compiler. */
const KEPT = /[\\/]node_modules[\\/](@pulumi|@grpc|typescript|slipway)[\\/]/;

const PACKAGE = /[\\/]node_modules[\\/]/;

/** Pulumi's messages: thousands of functions that nobody changes. */
const MESSAGES = /[\\/]@pulumi[\\/]pulumi[\\/]proto[\\/]/;

/** This package's own code: not its examples and tests, which are programs. */
const OWN = ["components", "policies", "cost", "forecast", "picture", "generator"].map((folder) =>
  join(packageRoot(), "dist", folder, sep),
);

/**
 * The modules of this process that stay from one program to the next: those of {@link KEPT}, this package's own, and
 * what they load. All others are read anew for each program.
 */
export class KeptModules {
  private readonly files = new Set(Object.keys(require.cache));
  private depth = 0;

  /** @param state Keeps what the modules export as it is when they have been loaded. */
  public constructor(private readonly state: ProcessState) {
    for (const module of Object.values(require.cache)) {
      if (module) this.keepExports(module);
    }
  }

  /** Has modules noted from now on. To be called before the state of the process is taken. */
  public static watch(): (kept: KeptModules) => void {
    let kept: KeptModules | undefined;
    const { _extensions: loaders } = Module as unknown as Loader;
    const load = loaders[".js"];
    loaders[".js"] = (module, file) => {
      if (kept === undefined) load?.(module, file);
      else kept.load(module, file, () => load?.(module, file));
    };
    return (given) => {
      kept = given;
    };
  }

  /** Drops all others. False where one of them is machine code, which can be loaded once. */
  public dropOthers(): boolean {
    let isDropped = true;
    for (const file of Object.keys(require.cache)) {
      if (this.files.has(file)) continue;
      if (file.endsWith(".node")) isDropped = false;
      Reflect.deleteProperty(require.cache, file);
    }
    return isDropped;
  }

  private load(module: NodeJS.Module, file: string, load: () => void): void {
    if (!this.isKept(module, file)) {
      load();
      return;
    }
    this.files.add(file);
    this.depth += 1;
    try {
      if (this.depth > 1) load();
      else this.state.adopting(load);
    } finally {
      this.depth -= 1;
    }
    this.keepExports(module);
  }

  /** A package that stays brings those that it loads; a program is loaded by this package too. */
  private isKept(module: NodeJS.Module, file: string): boolean {
    if (KEPT.test(file) || OWN.some((folder) => file.startsWith(folder))) return true;
    // Node says who loaded it first, which it would rather not.
    const { filename = "" } = (module as { parent?: NodeJS.Module | null }).parent ?? {};
    return PACKAGE.test(file) && this.files.has(filename);
  }

  /** What a module exports, and what the classes among it have and give to their instances. */
  private keepExports({ filename, exports: exported }: NodeJS.Module): void {
    if (MESSAGES.test(filename) || !isObject(exported)) return;
    this.state.keep(exported);
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(exported))) {
      if (typeof value !== "function") continue;
      this.state.keep(value as object);
      const { prototype } = value as { prototype?: unknown };
      if (isObject(prototype)) this.state.keep(prototype);
    }
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
