import {
  pairwise,
  TEMPLATE_CASES,
  type TemplateCase,
} from "../../generator/scaffold/templateCases.js";

/** With `TEMPLATES=pairwise` the tests take so many cases only that all pairs are among them, as CI does. */
export const isPairwise = process.env.TEMPLATES === "pairwise";

export const SELECTED_CASES: readonly TemplateCase[] = isPairwise
  ? pairwise(TEMPLATE_CASES)
  : TEMPLATE_CASES;

/** The cases with an application of the template's, one for each language: deliveries and review environments do not touch it. */
function applications(
  cases: readonly TemplateCase[],
  nameOf: (each: TemplateCase) => string,
): readonly TemplateCase[] {
  return [
    ...new Map(
      cases
        .filter(
          ({ answers: { language, reviewEnvironments } }) =>
            language !== undefined && language !== "none" && reviewEnvironments === undefined,
        )
        .map((each) => [nameOf(each), each]),
    ),
  ].map(([name, each]) => ({ ...each, name }));
}

const nameOf = ({ template, answers: { language, protocol } }: TemplateCase) =>
  `${template} in ${String(language)}${protocol === "grpc" ? " by gRPC" : ""}`;

/** The selected cases with an application of the template's. */
export const APPLICATION_CASES = applications(SELECTED_CASES, nameOf);

/** Each language, in three templates: the others take minutes. */
const IMAGES_IN_CI: readonly string[] = [
  "web-service in typescript",
  "scheduled-job in python",
  "backend-service in go",
];

/** What an image is built of: a model server by S3 has packages, and another folder of the model. */
const IMAGES = applications(TEMPLATE_CASES, (each) => {
  const { modelStorage } = each.answers;
  return `${nameOf(each)}${modelStorage === undefined ? "" : ` by ${modelStorage}`}`;
});

/** The images that are built and run. */
export const IMAGE_CASES = isPairwise
  ? IMAGES.filter(({ name }) => IMAGES_IN_CI.includes(name))
  : IMAGES;
