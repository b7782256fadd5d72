import { ANSWER_KEYS } from "./answers.js";
import { OWN_QUESTION } from "./ownQuestions.js";
import { ALWAYS_ASKED, PART_FOLDER } from "./templateDescription.js";

/** The JSON schema of a `template.json`, which says what a template asks for and consists of. */
export function templateFileSchema(): object {
  const asked = ANSWER_KEYS.filter((key) => key !== "template");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "slipway/schemas/template.json",
    title: "Template",
    description: "template.json: what a template asks for, and what it consists of.",
    type: "object",
    required: ["questions"],
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      title: { description: "What it is, in a few words.", type: "string" },
      questions: {
        description: `What it asks for, by the names of answers, and questions of its own. Every template asks for ${ALWAYS_ASKED.join(", ")}.`,
        type: "array",
        items: { anyOf: [{ enum: asked }, OWN_QUESTION] },
        allOf: ALWAYS_ASKED.map((key) => ({ contains: { const: key } })),
      },
      parts: {
        description: "What it consists of beside its own files/.",
        type: "array",
        items: {
          type: "object",
          required: ["folder"],
          additionalProperties: false,
          properties: {
            folder: {
              description:
                "shared/<part> is one of Slipway's own; any other is in the template's folder.",
              type: "string",
              pattern: PART_FOLDER.source,
            },
            when: {
              description: "Answers that it is for, by their names: each is one of the values.",
              type: "object",
              propertyNames: { enum: asked },
              additionalProperties: { type: "array", items: { type: "string" } },
            },
            dependencies: {
              description: "Packages of npm that its program uses, with their versions.",
              type: "object",
              additionalProperties: { type: "string" },
            },
          },
        },
      },
    },
  };
}
