import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { scaffold } from "../../generator/scaffold/scaffold.js";
import { plannedTemplate } from "../generator/scaffold/plannedTemplate.js";
import { MONOREPO, OWN_CI, SUBFOLDER } from "../generator/scaffold/repositories.js";
import { filesBelow, scratchFolder } from "../generator/scaffold/scratchFolder.js";
import { TEMPLATE_CASES } from "../generator/scaffold/templateCases.js";
import { Linters, lintersMissing, type Linter, LINTERS } from "./support/linters.js";
import { writeTexts } from "./support/packedGenerator.js";

const missing = lintersMissing();
const LAYOUTS = [
  ["monorepo", MONOREPO, "services/pay/Dockerfile"],
  ["subfolder", SUBFOLDER, undefined],
  ["own-ci", OWN_CI, undefined],
] as const;

/** Files that each linter has to meet, lest it passes for want of any. */
const LEAST: Readonly<Record<Linter, number>> = {
  hadolint: 12,
  actionlint: 60,
  "github-workflows": 60,
  dependabot: 12,
  "gitlab-ci": 12,
  renovate: 12,
};

(missing === undefined ? describe : describe.skip)(
  `what builds and delivers${missing === undefined ? "" : `: ${missing}`}`,
  () => {
    let linters: Linters;
    let root = "";
    /** What was generated, and not what was there before. */
    const files: string[] = [];
    const wrong = scratchFolder();

    before(async () => {
      linters = new Linters();
      root = realpathSync(mkdtempSync(join(tmpdir(), "slipway-delivery-")));
      // One process of a linter for all cases: all of them, also in CI.
      for (const { name, template, answers } of TEMPLATE_CASES) {
        const texts = plannedTemplate(template, answers);
        writeTexts(join(root, name), texts);
        files.push(...[...texts.keys()].map((path) => `${name}/${path}`));
      }
      for (const [layout, repository, dockerfile] of LAYOUTS) {
        for (const delivery of ["github", "gitlab"]) {
          const name = `${layout}-${delivery}`;
          writeTexts(join(root, name), new Map(Object.entries(repository)));
          const made = await scaffold({
            cwd: join(root, name),
            directory: ".",
            flags: { name: "shop", delivery },
            yes: true,
            ...(dockerfile !== undefined && { dockerfile }),
          });
          files.push(...made.files.map((path) => `${name}/${path}`));
        }
      }
    });

    after(() => {
      linters.remove();
      rmSync(root, { recursive: true, force: true });
    });

    for (const linter of LINTERS) {
      it(`has nothing that ${linter} refuses, whatever the template, the language and the layout`, () => {
        assert.ok(linters.lint(linter, root, files) >= LEAST[linter]);
      });
    }

    for (const [linter, path, text, message] of [
      ["hadolint", "a/Dockerfile", "FROM node\nRUN cd /app\n", /DL3006/],
      ["actionlint", "a/.github/workflows/a.yml", workflow("echo $UNQUOTED"), /SC2086/],
      [
        "actionlint",
        "a/.github/workflows/a.yml",
        workflow("echo ${{ inputs.none }}"),
        /not defined/,
      ],
      ["github-workflows", "a/.github/workflows/a.yml", "on: push\njobs: []\n", /jobs/],
      ["gitlab-ci", "a/.gitlab-ci.yml", "test: { script: [a], retry: many }\n", /retry/],
      ["dependabot", "a/.github/dependabot.yml", "version: 3\nupdates: []\n", /version/],
      ["renovate", "a/renovate.json", '{ "automerge": "perhaps" }\n', /automerge/],
    ] as const) {
      it(`would say what ${linter} refuses, as in ${JSON.stringify(text).slice(0, 60)}`, () => {
        wrong.write(path, text);
        assert.throws(() => linters.lint(linter, wrong.path, filesBelow(wrong.path)), message);
      });
    }
  },
);

function workflow(script: string): string {
  const job = { "runs-on": "ubuntu-latest", steps: [{ run: script }] };
  return JSON.stringify({ on: { push: {} }, jobs: { a: job } });
}
