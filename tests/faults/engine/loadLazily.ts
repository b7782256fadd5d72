/**
 * Loaded first by each Node.js process of a fleet on a bench: TypeScript and more, which `@pulumi/pulumi` loads and none of
 * these programs uses, is almost half of the CPU time of a program and of a policy pack.
 */
import { installLazyModules } from "../../../generator/offline/program/lazyModules.js";

installLazyModules();
