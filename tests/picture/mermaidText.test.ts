import assert from "node:assert/strict";

import fc from "fast-check";

import { drawStack } from "../../picture/drawStack.js";
import { mermaidText } from "../../picture/mermaidText.js";
import type { NodeKind, Picture } from "../../picture/picture.js";
import { service } from "../cost/costCases.js";
import { codePoint } from "../support/codePoint.js";
import { manyServices } from "./pictureCases.js";

const KINDS: NodeKind[] = ["source", "loadBalancer", "listener", "targetGroup", "tasks"];
const MORE: NodeKind[] = ["schedule", "queue", "secret", "store"];

/** A picture all of whose texts are one of others. */
function pictureOf(text: string): Picture {
  const nodes = [...KINDS, ...MORE].map((kind, i) => ({
    id: `${text}${i}`,
    kind,
    title: text,
    details: [text],
    group: i % 2 === 0 ? text : undefined,
  }));
  const edges = nodes.map(({ id }) => ({ from: `${text}0`, to: id, labels: [text, text] }));
  return { nodes, edges, groups: [{ id: text, title: text }] };
}

/** A label as Mermaid reads it, in quotes: letters, digits, a few marks, entities and our own line breaks. */
const LABEL = String.raw`"(?:[\p{L}\p{N} ,/.…-]|#\d+;|<br/>)*"`;
const LINES = [
  /^flowchart LR$/,
  new RegExp(`^ +subgraph g\\d+\\[${LABEL}\\]$`, "u"),
  /^ +end$/,
  new RegExp(`^ +n\\d+[[({>/]{1,2}${LABEL}[\\])}/]{1,2}$`, "u"),
  new RegExp(`^ +n\\d+ -->(?:\\|${LABEL}\\|)? n\\d+$`, "u"),
];

function assertHarmless(text: string): void {
  for (const line of mermaidText(pictureOf(text)).trimEnd().split("\n")) {
    assert.ok(
      LINES.some((form) => form.test(line)),
      JSON.stringify(line),
    );
  }
}

const HOSTILE = [
  '"] --> x["pwn',
  "<img src=x onerror=alert(1)>",
  '%%{init: {"securityLevel": "loose"}}%%',
  "#quot;#60;script#62;",
  "a`b` **c** [d](javascript:alert(1))",
  'click n0 href "javascript:alert(1)"',
  "\n```\n</details>\n# heading",
  "\u2028end\u0000\u202e",
  "style x:y#z;",
];

describe("mermaidText", () => {
  for (const text of HOSTILE) {
    it(`takes ${JSON.stringify(text)} for text`, () => {
      assertHarmless(text);
    });
  }

  it("takes whatever there is for text", () => {
    fc.assert(fc.property(fc.string({ unit: codePoint }), assertHarmless), { numRuns: 300 });
  });

  it("makes no link, list or half of a letter of a text", () => {
    const labelOf = (title: string) =>
      /\("(.*?)"\)/.exec(mermaidText(drawStack([service(title, 1)])))?.[1];
    assert.equal(labelOf("www.example.com"), "service www#46;example.com<br/>1 task");
    assert.equal(labelOf("a@b.c http://d"), "service a#64;b.c http#58;//d<br/>1 task");
    assert.match(labelOf("😀".repeat(70)) ?? "", /^service (#128512;){51}…<br\/>/);
    const first = (text: string) => mermaidText(pictureOf(text)).split("\n")[1];
    assert.match(first("1. one") ?? "", /"1#46; one<br\/>/);
    assert.match(first("- one") ?? "", /"#45; one<br\/>/);
  });

  it("says so where there is nothing to draw", () => {
    assert.equal(
      mermaidText(drawStack([])),
      'flowchart LR\n  none["no service, schedule, queue or load balancer"]\n',
    );
  });

  it("draws as many edges as Mermaid takes, and says how many it leaves out", () => {
    const { nodes } = pictureOf("a");
    const edges = Array.from({ length: 600 }, () => ({ from: "a0", to: "a1", labels: [] }));
    const text = mermaidText({ nodes, edges, groups: [] });
    assert.equal(text.match(/-->/g)?.length, 500);
    assert.match(text, /rest\["100 more flows, which are not drawn"\]/);
  });

  it("is the whole text of a small stack", () => {
    const lines = mermaidText(drawStack(manyServices(1))).split("\n");
    assert.deepEqual(lines, [
      "flowchart LR",
      '  n4>"secret s000<br/>not of this stack"]',
      '  n5(("the internet"))',
      '  subgraph g0["public subnets a"]',
      '    n0{{"load balancer web<br/>application, internet-facing"}}',
      '    n1[/"listener https<br/>HTTPS 443<br/>else answers 404"/]',
      "  end",
      '  subgraph g1["private subnets b"]',
      '    n2["target group s000<br/>HTTP 8080"]',
      '    n3("service s000<br/>2 tasks")',
      "  end",
      "  n0 --> n1",
      '  n1 -->|"path /s000/#42;"| n2',
      "  n2 --> n3",
      '  n3 -->|"PASSWORD"| n4',
      '  n5 -->|"tcp 443"| n0',
      "",
    ]);
  });
});
