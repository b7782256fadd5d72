import { createRequire } from "node:module";

import type * as DockerfileModule from "dockerfile-ast";
import type * as SucraseModule from "sucrase";
import type * as YamlModule from "yaml";

// A parser is loaded where there is something to parse: the three take longer than all else that generates.
const require_ = createRequire(__filename);

/**
 * Parses a rendered file as what its name says it is, so that nothing is written that its own tool would refuse.
 *
 * @throws {Error} naming the file, if it does not parse.
 */
export function parseRendered(path: string, text: string): void {
  const parser = PARSERS.find(([pattern]) => pattern.test(path))?.[1];
  if (parser === undefined) return;
  try {
    parser(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the template renders an invalid ${path}: ${reason}`);
  }
}

/** Whether a merged file parses: lines of two that fit beside each other may still be no JSON, with a comma too few. */
export function isWellFormed(path: string, text: string): boolean {
  try {
    parseRendered(path, text);
    return true;
  } catch {
    return false;
  }
}

const PARSERS: readonly [RegExp, (text: string) => void][] = [
  [/\.json$/, (text) => void JSON.parse(text)],
  [/\.ya?ml$/, parseYaml],
  [/\.m?ts$/, parseTypeScript],
  [/(?:^|\/)Dockerfile$/, parseDockerfile],
];

function parseTypeScript(text: string): void {
  const { transform } = require_("sucrase") as typeof SucraseModule;
  transform(text, { transforms: ["typescript"] });
}

function parseYaml(text: string): void {
  const { parseDocument } = require_("yaml") as typeof YamlModule;
  const [error] = parseDocument(text, { uniqueKeys: true }).errors;
  if (error !== undefined) throw error;
}

const INSTRUCTIONS = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

/** The parser reads anything; a Dockerfile has a stage and known instructions only. */
function parseDockerfile(text: string): void {
  const { DockerfileParser } = require_("dockerfile-ast") as typeof DockerfileModule;
  const dockerfile = DockerfileParser.parse(text);
  if (dockerfile.getFROMs().length === 0) throw new Error("it has no FROM");
  const unknown = dockerfile
    .getInstructions()
    .find((instruction) => !INSTRUCTIONS.has(instruction.getKeyword()));
  if (unknown !== undefined)
    throw new Error(`it has ${unknown.getKeyword()}, which is no instruction`);
}
