import assert from "node:assert/strict";

import type { Answers } from "../../../generator/scaffold/answers.js";
import {
  languagesOf,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { plannedTemplate, TEMPLATES } from "./plannedTemplate.js";

describe("AGENTS.md of generated repositories", () => {
  for (const template of templateNames(TEMPLATES)) {
    const languages = languagesOf(loadTemplate(TEMPLATES, template));
    const cases: readonly Partial<Answers>[] =
      languages.length === 0
        ? [{ delivery: "github" }, { delivery: "none" }]
        : languages.map((language, i) => ({
            language,
            delivery: (["github", "gitlab", "none"] as const)[i % 3] ?? "none",
          }));
    for (const answers of cases) {
      const title = [template, answers.language, answers.delivery].filter(Boolean).join(", ");
      it(`says what to edit, how to check and what never to do: ${title}`, () => {
        const files = plannedTemplate(template, answers);
        const text = files.get("AGENTS.md") ?? "";
        const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
        assert.deepEqual(titles, ["What to edit", "How to check", "Never"]);

        const { scripts } = JSON.parse(files.get("package.json") ?? "{}") as {
          scripts: Record<string, string>;
        };
        const used = [...text.matchAll(/npm (?:run )?(test|start|[a-z]+)(?= |`)/g)].map(
          ([, name = ""]) => name,
        );
        for (const name of used.filter((one) => one !== "ci")) assert.ok(name in scripts, name);

        // Paths of the repository that it names; those of `.slipway` are written beside the plan.
        const named = [
          ...text.matchAll(/`((?:infra|bootstrap|tests|\.github|Dockerfile)[\w./<>-]*)`/g),
        ];
        assert.ok(named.length > 5);
        for (const [, path = ""] of named) {
          const pattern = path.replaceAll(/[.+]/g, "\\$&").replaceAll(/<\w+>/g, "\\w+");
          const found = [...files.keys()].some((file) => new RegExp(`^${pattern}`).test(file));
          assert.ok(found, `${title}: ${path}`);
        }
      });
    }
  }
});
