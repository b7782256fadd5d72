import { ANSWER_KEYS, answerRule, answerSchema } from "./answers.js";
import { QUESTIONS } from "./questions.js";

/**
 * The JSON schema of a file for `--answers`. It asks for none, since flags answer too; what a template of one's own asks
 * besides is let be.
 */
export function answersFileSchema(): object {
  const properties = ANSWER_KEYS.map((key) => {
    const { rule, example } = answerRule(key);
    // What our own messages are made of is no word of JSON Schema.
    const schema = Object.entries(answerSchema(key)).filter(
      ([word]) => !["rule", "example"].includes(word),
    );
    const help = QUESTIONS.find((question) => question.key === key)?.help;
    const description = `${help === undefined ? "" : `${help}; `}${rule}`;
    return [key, { description, ...Object.fromEntries(schema), examples: [example] }] as const;
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "slipway/schemas/answers.json",
    title: "Answers",
    description: "What `slipway new` and `slipway add` ask, for `--answers`.",
    type: "object",
    properties: { $schema: { type: "string" }, ...Object.fromEntries(properties) },
    additionalProperties: { type: ["string", "number"] },
  };
}
