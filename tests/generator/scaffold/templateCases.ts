import type { Answers } from "../../../generator/scaffold/answers.js";
import {
  languagesOf,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { TEMPLATES } from "./plannedTemplate.js";

/** A repository of a template, with the answers that make it another than those of the same template. */
export interface TemplateCase {
  name: string;
  template: string;
  answers: Partial<Answers>;
}

const DELIVERIES = ["github", "gitlab", "none"] as const;
const PLATFORM: readonly Partial<Answers>[] = [
  { delivery: "github", stateBackend: "pulumi" },
  { delivery: "gitlab", stateBackend: "s3", domain: "api.example.com", zoneId: "Z0123456789ABC" },
  { delivery: "none", stateBackend: "s3", repository: "acme/platform", accountId: "123456789012" },
];

/** Every value with every value of another question. */
const MODEL_SERVERS: readonly Partial<Answers>[] = [
  { language: "python", delivery: "github", modelStorage: "efs", gpuCapacity: "managed-instances" },
  { language: "python", delivery: "gitlab", modelStorage: "s3", gpuCapacity: "instance-group" },
  { language: "python", delivery: "none", modelStorage: "efs", gpuCapacity: "instance-group" },
  { language: "none", delivery: "github", modelStorage: "s3", gpuCapacity: "instance-group" },
  { language: "none", delivery: "gitlab", modelStorage: "efs", gpuCapacity: "managed-instances" },
  { language: "none", delivery: "none", modelStorage: "s3", gpuCapacity: "managed-instances" },
];

/** A review environment for each request, by each delivery; such a service has a short name. */
const REVIEWED: readonly TemplateCase[] = (["github", "gitlab"] as const).map((delivery) => {
  const language = delivery === "github" ? "typescript" : "go";
  const answers = { language, delivery, reviewEnvironments: "yes" } as const;
  return { name: `web-review-${delivery}`, template: "web-service", answers };
});

/** An application that speaks gRPC in each language, and with each delivery: all of them among the pairs. */
const GRPC: readonly TemplateCase[] = (
  [
    ["typescript", "none"],
    ["python", "gitlab"],
    ["go", "github"],
  ] as const
).map(([language, delivery]) => {
  const answers = { language, delivery, protocol: "grpc" } as const;
  return { name: `web-grpc-${language}-${delivery}`, template: "web-service", answers };
});

/** Every template with each of its languages and each delivery. */
export const TEMPLATE_CASES: readonly TemplateCase[] = templateNames(TEMPLATES).flatMap(
  (template) => {
    if (template === "ml-inference") {
      return MODEL_SERVERS.map((answers) => caseOf(template, answers));
    }
    const languages = languagesOf(loadTemplate(TEMPLATES, template));
    const all: readonly Partial<Answers>[] =
      languages.length === 0
        ? PLATFORM
        : languages.flatMap((language) => DELIVERIES.map((delivery) => ({ language, delivery })));
    const cases = all.map((answers) => caseOf(template, answers));
    return template === "web-service" ? [...cases, ...REVIEWED, ...GRPC] : cases;
  },
);

function caseOf(template: string, answers: Partial<Answers>): TemplateCase {
  const { language, delivery, stateBackend, modelStorage, gpuCapacity } = answers;
  const words = [language, delivery, stateBackend, modelStorage, gpuCapacity].filter(Boolean);
  return { name: [template, ...words].join("-"), template, answers };
}

/**
 * So few of them that each template meets each of its languages once, and each language every delivery; with three languages
 * or more a template does, too. A template that asks for no language stays whole.
 */
export function pairwise(cases: readonly TemplateCase[]): readonly TemplateCase[] {
  const templates = [...new Set(cases.map(({ template }) => template))];
  return cases.filter(({ template, answers: { language, delivery } }) => {
    const all = languagesOf(loadTemplate(TEMPLATES, template));
    if (language === undefined || delivery === undefined) return true;
    const square =
      templates.indexOf(template) + all.indexOf(language) + DELIVERIES.indexOf(delivery);
    return square % DELIVERIES.length === 0;
  });
}
