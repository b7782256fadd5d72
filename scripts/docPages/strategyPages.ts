import type { DeploymentForecast } from "../../forecast/deploymentForecast.js";
import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { propertyTags } from "../propertyTags.js";
import { brokenText, rangeText } from "../../generator/terminal/deploymentLines.js";
import {
  STRATEGY_FIELDS,
  strategiesWith,
} from "../../components/service/rules/deployment/deploymentStrategy.js";
import { documentedSchema } from "./documentedSchema.js";
import { anchorOf, cell, fenced, prose, table, WRITTEN } from "./markdown.js";
import { rangeIn, unitOf } from "./numberFacts.js";
import type { Preview } from "./previewedExample.js";
import { previewedExample, programTabs, treeText } from "./previewedExample.js";
import { timelineCsv } from "./timelineCsv.js";

/** A page for each deployment strategy, with its timeline, and their list. */
export async function strategyPages(previewed: Preview): Promise<[string, string][]> {
  const schema = documentedSchema();
  const strategies = schema.types.get("DeploymentStrategy")?.enum ?? [];
  const pages = strategies.map(async ({ value, description = "" }): Promise<[string, string]> => {
    return [`strategies/${value}.md`, await strategyPage(previewed, String(value), description)];
  });
  const list = [
    "# Deployment strategies",
    "",
    "`deployment.strategy` of a [service](../components/service.md) says how a new revision comes in; the rest of the service stays as it is.",
    "",
    WRITTEN,
    "",
    ...table(
      ["strategy", "what happens"],
      strategies.map(({ value, description = "" }) => [
        `[\`${value}\`](${value}.md)`,
        cell(description),
      ]),
    ),
    "",
    "What each field of `deployment` is for:",
    "",
    ...table(
      ["field", ...strategies.map(({ value }) => `\`${value}\``)],
      STRATEGY_FIELDS.map((field) => [
        `[\`${field}\`](../components/service.md#${anchorOf(`deployment.${field}`)})`,
        ...strategies.map(({ value }) =>
          (strategiesWith(field) as readonly unknown[]).includes(value) ? "yes" : "",
        ),
      ]),
    ),
    "",
    "A service moves between `rolling`, `blueGreen`, `canary` and `linear` in place, and back to `rolling` with `deployment.targetGroupPair`.",
    "To and from `codeDeploy` and `external` a new ECS service stands beside the old one until its tasks are healthy.",
    "",
  ];
  return [["strategies/README.md", list.join("\n")], ...(await Promise.all(pages))];
}

async function strategyPage(
  previewed: Preview,
  strategy: string,
  description: string,
): Promise<string> {
  const example = await previewedExample(previewed, `strategies/${strategy}`);
  const { deployments, unknown } = foretellDeployments(example.preview.resources);
  const [forecast] = deployments;
  return [
    `# ${strategy}`,
    "",
    prose(description),
    "",
    WRITTEN,
    "",
    "## Example",
    "",
    ...programTabs(example),
    "",
    "How a program in another language than TypeScript gets the package: [languages](../concepts/languages.md).",
    "",
    "## Timeline",
    "",
    ...(forecast ? timeline(forecast) : [`Nothing can be foretold: ${unknown[0]?.reason ?? ""}.`]),
    "",
    "## Fields",
    "",
    ...fieldTable(strategy),
    "",
    "## What it creates",
    "",
    ...fenced("text", treeText(example.preview)),
    "",
  ].join("\n");
}

/** What `slipway preview` foretells of the example; the site draws the fenced lines. */
function timeline(forecast: DeploymentForecast): string[] {
  const { tasks, good, fewestHealthy, mostTasks, assumptions } = forecast;
  return [
    `A deployment of the example above, which runs ${tasks} tasks, at its slowest, as \`slipway preview\` foretells it:`,
    "",
    ...fenced("timeline", timelineCsv(forecast)),
    "",
    `- A good version has taken over after ${rangeText(good)}.`,
    `- ${sentence(brokenText(forecast))}`,
    `- Healthy tasks at the fewest: ${fewestHealthy}. Tasks of both versions at the most: ${mostTasks}.`,
    ...assumptions.map((assumption) => `- Assumed: ${prose(assumption)}.`),
  ];
}

function fieldTable(strategy: string): string[] {
  const properties = documentedSchema().types.get("DeploymentArgs")?.properties ?? {};
  const tagsOf = propertyTags(packageRoot());
  const fields = STRATEGY_FIELDS.filter((field) =>
    (strategiesWith(field) as readonly string[]).includes(strategy),
  );
  const rows = fields.map((field) => {
    const { description = "", type } = properties[field] ?? {};
    const number = type === "number" ? [unitOf(field, description), rangeIn(description)] : [];
    return [
      `[\`${field}\`](../components/service.md#${anchorOf(`deployment.${field}`)})`,
      number.filter((part) => part !== undefined).join(", "),
      prose(tagsOf("DeploymentArgs", field).default ?? ""),
      cell(description),
    ];
  });
  return table(["field of `deployment`", "unit, range", "default", "what it is"], rows);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
