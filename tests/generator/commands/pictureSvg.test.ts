import assert from "node:assert/strict";

import { pictureSvg } from "../../../generator/commands/pictureSvg.js";
import { drawStack } from "../../../picture/drawStack.js";
import type { Picture } from "../../../picture/picture.js";
import { service } from "../../cost/costCases.js";
import { balancedService, balancer, manyServices, subnets } from "../../picture/pictureCases.js";

/** What is drawn of a node or an edge. */
interface Part {
  classes: string[];
  box: { left: number; right: number; top: number; bottom: number };
  texts: { text: string; x: number; y: number }[];
}

/** Width of a letter of a font of 12 points all of whose letters are as wide: 0.602 of it, as of Courier New and Menlo. */
const LETTER = 12 * 0.602;

/** Half of the width of a text, in which letters of East Asia and pictures are as wide as two. */
function halfWidth(text: string): number {
  const cells = Array.from(text.trim()).map((letter) => (letter > "\u1100" ? 2 : 1));
  return (cells.reduce((sum, cell) => sum + cell, 0) * LETTER) / 2;
}

/** The elements, which must be those of a document that is well-formed. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(/<!--(?:(?!--)[^])*-->/g, "");
  const tag = /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/gi;
  let end = 0;
  for (const match of rest.matchAll(tag)) {
    assert.doesNotMatch(rest.slice(end, match.index), /[<>]|&(?!#?\w+;)/);
    end = match.index + match[0].length;
    const [, closing, name = "", , empty] = match;
    if (closing === "/") assert.equal(open.pop(), name);
    else if (empty !== "/") open.push(name);
  }
  assert.deepEqual(open, []);
  assert.equal(rest.slice(end).trim(), "");
}

function numbersIn(text: string): number[] {
  return (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
}

function boxOf(part: string): Part["box"] {
  const ellipse = /<ellipse [^>]*cx="(\S+)" cy="(\S+)" rx="(\S+)" ry="(\S+)"/.exec(part);
  if (ellipse) {
    const [cx = 0, cy = 0, rx = 0, ry = 0] = ellipse.slice(1).map(Number);
    return { left: cx - rx, right: cx + rx, top: cy - ry, bottom: cy + ry };
  }
  const points = numbersIn(/ (?:d|points)="([^"]*)"/.exec(part)?.[1] ?? "");
  const [xs, ys] = [0, 1].map((odd) => points.filter((_, i) => i % 2 === odd));
  assert.ok(xs && ys && xs.length > 1);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  return { left, right, top: Math.min(...ys), bottom: Math.max(...ys) };
}

function partsOf(svg: string): Part[] {
  return [...svg.matchAll(/<g id="\w+" class="((?:node|edge|cluster)[^"]*)">([^]*?)<\/g>/g)].map(
    ([, classes = "", part = ""]) => ({
      classes: classes.split(" "),
      box: boxOf(part),
      texts: [...part.matchAll(/<text [^>]*x="(\S+)" y="(\S+)"[^>]*>([^<]*)</g)].map(
        ([, x, y, text = ""]) => ({ x: Number(x), y: Number(y), text: decoded(text) }),
      ),
    }),
  );
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function overlap(one: Part["box"], other: Part["box"]): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

/** Nodes side by side, and each text within its node and the picture. */
async function drawn(picture: Picture): Promise<Part[]> {
  const svg = await pictureSvg(picture);
  assertWellFormed(svg);
  const parts = partsOf(svg);
  const nodes = parts.filter(({ classes }) => classes.includes("node"));
  assert.equal(nodes.length, picture.nodes.length);
  nodes.forEach((one, i) => {
    for (const other of nodes.slice(i + 1)) {
      assert.ok(!overlap(one.box, other.box), JSON.stringify([one, other]));
    }
    for (const { text, x, y } of one.texts) {
      const half = halfWidth(text);
      const { left, right, top, bottom } = one.box;
      assert.ok(x - half >= left && x + half <= right, `${text} is cut`);
      assert.ok(y - 9 >= top && y + 3 <= bottom, `${text} is cut`);
    }
  });
  const [, , width = 0, height = 0] = numbersIn(/viewBox="([^"]*)"/.exec(svg)?.[1] ?? "");
  const [dx = 0, dy = 0] = numbersIn(/translate\(([^)]*)\)/.exec(svg)?.[1] ?? "");
  for (const { text, x, y } of parts.flatMap(({ texts }) => texts)) {
    const half = halfWidth(text);
    assert.ok(x + dx - half >= 0 && x + dx + half <= width, `${text} is out of the picture`);
    assert.ok(y + dy >= 0 && y + dy <= height, `${text} is out of the picture`);
  }
  return parts;
}

describe("pictureSvg", () => {
  it("draws nodes side by side, within their groups, with no text cut", async () => {
    const names = ["orders", "a-service-with-quite-a-long-name-of-several-words", "c"];
    const all = names.flatMap((name) => balancedService(name));
    const parts = await drawn(drawStack([...subnets(), ...balancer(), ...all]));
    const group = parts.find(({ texts }) => texts.some(({ text }) => text.includes("private")));
    assert.ok(group);
    const tasks = parts.filter(({ classes }) => classes.includes("tasks"));
    assert.equal(tasks.length, 3);
    for (const { box } of tasks) {
      assert.ok(box.left > group.box.left && box.right < group.box.right);
      assert.ok(box.top > group.box.top && box.bottom < group.box.bottom);
    }
  });

  it("draws 60 services so that they can be read", async () => {
    const parts = await drawn(drawStack(manyServices(60)));
    assert.ok(parts.length < 20);
  });

  it("draws as many nodes as a picture has at most", async () => {
    await drawn(drawStack(manyServices(18)));
  });

  for (const text of ["<script>&amp;", 'a" b="c\\n\\N', "日本語の注文サービス ü 😀", "-->]]>"]) {
    it(`takes ${text} for text`, async () => {
      const parts = await drawn(drawStack([service(text, 1)]));
      assert.equal(parts[0]?.texts[0]?.text.trim(), `service ${text}`);
    });
  }

  it("has colours for light and for dark, and asks for nothing elsewhere", async () => {
    const svg = await pictureSvg(drawStack(manyServices(1)));
    assert.match(
      svg,
      /\.picture\{--ink:#1f2328[^}]*\}@media\(prefers-color-scheme:dark\)\{\.picture\{--ink:/,
    );
    assert.doesNotMatch(svg, /<(script|image|use|foreignObject|a)\b|url\(|@import|href=/);
  });
});
