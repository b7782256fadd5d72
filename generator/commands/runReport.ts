import { drawStack } from "../../picture/drawStack.js";
import { mermaidText } from "../../picture/mermaidText.js";
import type { EngineChange, StackOptions } from "../automation/index.js";
import { CliError } from "../cliError.js";
import { withCost } from "../cost/withCost.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { previewOffline } from "../offline/previewOffline.js";
import { findProjectDirectory } from "../project/findProject.js";
import { packageVersion } from "../project/packageRoot.js";
import { changeReport } from "../review/changeReport.js";
import { commentText } from "../review/commentText.js";
import type { SourceOptions } from "../review/previewSource.js";
import { previewOf } from "../review/previewSource.js";
import { renderHtml } from "../review/renderHtml.js";
import type { Drawing } from "../review/reportBlock.js";
import { reportBlocks } from "../review/reportBlocks.js";
import { previewSarif } from "../review/previewSarif.js";
import { sayWhatProgramMayUse } from "../terminal/ambientKeys.js";
import { jsonText } from "../terminal/escapedText.js";
import { listenToInterrupts } from "../terminal/interrupts.js";
import { printResult } from "../terminal/printResult.js";
import { tellWarnings } from "../terminal/tellWarnings.js";
import type { PolicyPackFlags } from "./readPolicyPacks.js";
import { readPolicyPacks } from "./readPolicyPacks.js";
import type { ReportFormat } from "./reportFormats.js";

/** Flags of `slipway report`. */
export interface ReportFlags extends PolicyPackFlags {
  stack?: string;
  base?: string;
  /** Whether Pulumi's engine is asked too. */
  engine?: true;
  format: ReportFormat;
  usage?: string;
  /** Bytes that a comment may have. */
  maxBytes?: number;
  /** Seconds, above 0. */
  timeoutSeconds?: number;
}

/** A page may be as long as it likes, up to where nobody reads on. */
const HTML_LIMITS = { rows: 2000, characters: 400 };

/**
 * Runs `slipway report`.
 *
 * @throws {CliError} if the program or its base cannot be previewed, or a policy pack is none.
 */
export async function runReport(directory: string, flags: ReportFlags): Promise<void> {
  const { stack, timeoutSeconds } = flags;
  if (flags.engine && stack === undefined) {
    throw new CliError(
      "'--engine' must go with '--stack', which names what is deployed; '--stack dev' works",
    );
  }
  if (flags.engine && flags.format === "sarif") {
    throw new CliError(
      "'--engine' must go with another '--format' than sarif, which tells of policies alone; 'markdown' works",
    );
  }
  const policyPacks = readPolicyPacks(flags, true);
  const interrupts = listenToInterrupts();
  try {
    sayWhatProgramMayUse("offline");
    const engineOptions = { directory, stack, timeoutSeconds, signal: interrupts.signal };
    const options = { ...engineOptions, policyPacks };
    const [after, before, engine] = await Promise.all([
      previewOffline({ ...options, silent: true, withIds: hasPicture(flags.format) }),
      flags.base === undefined ? undefined : previewOfBase(flags.base, options),
      flags.engine && stack !== undefined
        ? changesOnEngine({ ...engineOptions, stack })
        : undefined,
    ]);
    tellWarnings([
      ...(before ? [{ source: flags.base ?? "", preview: before }] : []),
      { source: after.stack, preview: after },
    ]);
    printResult(await textOf({ after, before, engine }, directory, flags));
  } finally {
    interrupts.dispose();
  }
}

/** A ref may be written as 'slipway diff' takes it. */
function previewOfBase(base: string, options: SourceOptions): Promise<PreviewResult> {
  const kind = base.endsWith(".json") ? "file" : "ref";
  return previewOf({ kind, value: base.replace(/^@/, "") }, options);
}

/** What a report is made of. */
interface Found {
  after: PreviewResult;
  before: PreviewResult | undefined;
  engine: EngineChange[] | undefined;
}

async function changesOnEngine(options: StackOptions): Promise<EngineChange[]> {
  const { previewChanges } = await import("../automation/index.js");
  return previewChanges(options);
}

async function textOf(
  { after: found, before: base, engine }: Found,
  directory: string,
  { format, usage, maxBytes, base: name = "" }: ReportFlags,
): Promise<string> {
  if (format === "sarif") {
    const project = findProjectDirectory(directory);
    return jsonText(previewSarif(found, base, project, packageVersion()), 2);
  }
  const priced = (preview: PreviewResult) => withCost(preview, directory, usage);
  const report = changeReport(
    { source: found.stack, preview: priced(found) },
    base && { source: name, preview: priced(base) },
    engine,
  );
  switch (format) {
    case "markdown":
      return commentText(report, pictureOf(found)[0], maxBytes);
    case "html":
      return renderHtml(`slipway: ${report.stack}`, [
        ...reportBlocks(report, HTML_LIMITS),
        ...pictureOf(found),
      ]);
    case "json":
      return jsonText(report, 2);
  }
}

/** A comment and a page have a picture, for which the ids tell what names what. */
function hasPicture(format: ReportFormat): boolean {
  return format === "markdown" || format === "html";
}

/** None where there is nothing to draw. */
function pictureOf({ resources }: PreviewResult): Drawing[] {
  const picture = drawStack(resources);
  if (picture.nodes.length === 0) return [];
  return [
    {
      kind: "drawing",
      title: "The stack in a picture",
      language: "mermaid",
      text: mermaidText(picture),
      svg: async () => {
        const { pictureSvg } = await import("./pictureSvg.js");
        return [{ svg: await pictureSvg(picture) }];
      },
    },
  ];
}
