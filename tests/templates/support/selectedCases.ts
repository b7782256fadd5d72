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

/** The selected cases with an application of the template's, one for each language: deliveries and review environments do not touch it. */
export const APPLICATION_CASES: readonly TemplateCase[] = [
  ...new Map(
    SELECTED_CASES.filter(
      ({ answers: { language, reviewEnvironments } }) =>
        language !== undefined && language !== "none" && reviewEnvironments === undefined,
    ).map((each) => [`${each.template} in ${String(each.answers.language)}`, each]),
  ),
].map(([name, each]) => ({ ...each, name }));
