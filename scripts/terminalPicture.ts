import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";

/** The picture that the README shows. */
export const PICTURE_FILE = join(packageRoot(), "docs/preview.svg");

/** What is drawn, as it is typed in this repository. */
const WORDS = ["preview", "examples/blueGreen", "--offline", "--stack", "prod"];

/** Columns that a line is cut at. */
const COLUMNS = 118;

/** Pixels of a character of 13 px in the monospaced font, whose width is forced, and of a line. */
const CHARACTER = 7.8;
const LINE = 18;
const MARGIN = 16;

/**
 * The real output of a real preview, in a terminal's frame, as an SVG.
 *
 * @throws {Error} if the command fails.
 */
export function terminalPicture(): string {
  const cli = join(packageRoot(), "dist/generator/cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...WORDS], {
    cwd: packageRoot(),
    encoding: "utf8",
    env: { ...process.env, AWS_REGION: "eu-west-1" },
  });
  if (status !== 0) throw new Error(`slipway ${WORDS.join(" ")} failed: ${stderr}`);
  return drawn([`$ slipway ${WORDS.join(" ")}`, ...stdout.trimEnd().split("\n")]);
}

function drawn(lines: readonly string[]): string {
  const width = Math.ceil(2 * MARGIN + COLUMNS * CHARACTER);
  const height = 2 * MARGIN + lines.length * LINE;
  const texts = lines.map((line, i) => textElement(shortened(line), MARGIN + (i + 0.75) * LINE));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>slipway ${WORDS.join(" ")}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#1b1f24"/>`,
    `<g fill="#d9dee4" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13">`,
    ...texts,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** A line, with its heading as a terminal shows it. */
function textElement(line: string, y: number): string {
  const [heading = ""] = /^(?:\$ .*|[A-Z][a-z]+|\S+ \(offline\))/.exec(line) ?? [];
  const length = (line.length * CHARACTER).toFixed(1);
  const strong = heading === "" ? "" : `<tspan font-weight="bold">${xml(heading)}</tspan>`;
  const rest = xml(line.slice(heading.length));
  return `<text x="${MARGIN}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${strong}${rest}</text>`;
}

/** What the command prints is of characters of one column and one half each: letters, lines and blocks. */
function shortened(line: string): string {
  return line.length <= COLUMNS ? line : `${line.slice(0, COLUMNS - 1)}…`;
}

/** Spaces in a row are one in an SVG, unless they are of the kind that no line breaks at. */
function xml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(" ", "\u00a0");
}
