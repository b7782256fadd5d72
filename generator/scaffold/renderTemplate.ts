import { createRequire } from "node:module";

import type HandlebarsModule from "handlebars";

import { compiledTemplate } from "./builtParts.js";
import { TEMPLATE_HELPERS } from "./templateHelpers.js";

/** What a template knows. Frozen, and without a prototype all the way down. */
export type TemplateContext = Readonly<Record<string, unknown>>;

/**
 * Renders one template. It may use `if`, `unless`, `each` and the helpers of `TEMPLATE_HELPERS`, and nothing else.
 *
 * @param source Text of a template of this package, never a user's.
 * @param context From {@link templateContext}.
 * @throws {Error} if the template uses a value that is not there.
 */
export function renderTemplate(source: string, context: TemplateContext): string {
  const render = COMPILED.get(source) ?? renderOf(source);
  COMPILED.set(source, render);
  return render(context);
}

/** The compiler, which takes longer to load than a repository to generate, is for templates that the build has not seen. */
function renderOf(source: string): HandlebarsTemplateDelegate {
  const compiled = compiledTemplate(source);
  if (compiled !== undefined) return RUNTIME.template(compiled);
  compiler ??= handlebars("handlebars");
  return compiler.compile(source, COMPILE_OPTIONS);
}

/** Handlebars with our helpers. Its runtime is a module of its own, with no types but those of the whole. */
function handlebars(name: "handlebars" | "handlebars/runtime"): typeof HandlebarsModule {
  const module = createRequire(__filename)(name) as typeof HandlebarsModule;
  const own = module.create();
  own.registerHelper(TEMPLATE_HELPERS);
  return own;
}

const RUNTIME = handlebars("handlebars/runtime");
let compiler: typeof HandlebarsModule | undefined;

/** How templates are compiled, here and by the build. */
export const COMPILE_OPTIONS = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  // Handlebars knows these by itself.
  knownHelpers: {
    ...Object.fromEntries(Object.keys(TEMPLATE_HELPERS).map((name) => [name, true])),
    with: false,
    lookup: false,
    log: false,
  },
};

/** Templates by their texts: an upgrade, and who generates many repositories, renders the same ones again. */
const COMPILED = new Map<string, HandlebarsTemplateDelegate>();

/** A copy of plain data that is frozen and has no prototypes, so that a template reaches nothing but the data. */
export function templateContext(data: object): TemplateContext {
  return bare(data) as TemplateContext;
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(bare));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, bare(inner)] as const);
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of entries) copy[key] = inner;
  return Object.freeze(copy);
}
