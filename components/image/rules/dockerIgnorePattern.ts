import { createRequire } from "node:module";

import type * as re2 from "re2js";

const require_ = createRequire(__filename);

/** Whether a path fits. */
export type PathTest = (path: string) => boolean;

/** Characters that mean something in a regular expression and nothing in a pattern. */
const PLAIN = /[.+()|{}$]/;

/** What Go's `filepath.Match` takes: escaped characters, and classes that are closed and of whole ranges. */
const SYNTAX = /^(?:\\[^]|[^\\[]|\[\^?(?:(?:\\[^]|[^\\\]-])(?:-(?:\\[^]|[^\\\]-]))?)+\])*$/u;

/** What a pattern is made of: `**` takes a slash behind it along. */
const TOKENS = /\*\*\/?|\\[^]|[^]/gu;

/**
 * Compiles a pattern of `.dockerignore` by the rules of Docker's own matcher. Docker uses Go's regular expressions, which
 * never try again, and so does this: with JavaScript's own, ten wildcards in a pattern can take for ever.
 *
 * @param pattern Clean, below the context, without `!`.
 * @returns Nothing where Docker refuses it.
 * @see https://github.com/moby/patternmatcher/blob/main/patternmatcher.go
 */
export function compilePattern(pattern: string): PathTest | undefined {
  if (!SYNTAX.test(pattern)) return undefined;
  const { kind, source } = translate(pattern.match(TOKENS) ?? []);
  if (kind === "exact") return (path) => path === pattern;
  if (kind === "prefix") return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === "suffix") {
    const suffix = pattern.slice(2);
    return (path) => path.endsWith(suffix) || (suffix.startsWith("/") && path === suffix.slice(1));
  }
  return expressionTest(`^${source}$`);
}

interface Translated {
  kind: "exact" | "prefix" | "suffix" | "expression";
  source: string;
}

function translate(tokens: readonly string[]): Translated {
  let kind: Translated["kind"] = "exact";
  let source = "";
  for (const [i, token] of tokens.entries()) {
    const isLast = i === tokens.length - 1;
    if (token.startsWith("**")) {
      source += isLast ? ".*" : "(.*/)?";
      kind = isLast && kind === "exact" ? "prefix" : "expression";
      if (i === 0) kind = "suffix";
    } else if (PLAIN.test(token) && token.length === 1) {
      source += `\\${token}`;
    } else {
      source += token === "*" ? "[^/]*" : token === "?" ? "[^/]" : token;
      if (/^[*?\\[\]]/.test(token)) kind = "expression";
    }
  }
  return { kind, source };
}

/** The library is loaded where a pattern asks for it: most programs build no image. */
function expressionTest(source: string): PathTest | undefined {
  const { RE2JS, RE2JSException } = require_("re2js") as typeof re2;
  try {
    const compiled = RE2JS.compile(source);
    return (path) => compiled.testExact(path);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}
