import { DockerfileParser } from "dockerfile-ast";
import { transform } from "sucrase";
import { parseDocument } from "yaml";

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
  [/\.m?ts$/, (text) => void transform(text, { transforms: ["typescript"] })],
  [/(?:^|\/)Dockerfile$/, parseDockerfile],
];

function parseYaml(text: string): void {
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
  const dockerfile = DockerfileParser.parse(text);
  if (dockerfile.getFROMs().length === 0) throw new Error("it has no FROM");
  const unknown = dockerfile
    .getInstructions()
    .find((instruction) => !INSTRUCTIONS.has(instruction.getKeyword()));
  if (unknown !== undefined)
    throw new Error(`it has ${unknown.getKeyword()}, which is no instruction`);
}
