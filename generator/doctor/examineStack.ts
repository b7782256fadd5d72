import type { AwsSettings } from "../../components/aws/providerSettings.js";
import { settingsFrom } from "../../components/aws/providerSettings.js";
import { connectionFor } from "../../components/aws/awsConnection.js";
import type { Cause } from "../../components/diagnosis/rules/cause.js";
import { diagnose, type Verdict } from "../../components/diagnosis/rules/diagnose.js";
import { paragraph } from "../../components/diagnosis/rules/paragraph.js";
import { inspectService } from "../../components/diagnosis/inspectService.js";
import { openStack } from "../automation/openStack.js";
import type { StackOptions } from "../automation/stackOptions.js";
import { type Drift, driftOf } from "./drift.js";
import { type StackService, stackServices, type StateResource } from "./stackServices.js";

/** How a service is. */
export interface ServiceExamination {
  /** Logical name. */
  name: string;
  urn: string;
  /** `unknown` when AWS could not be asked. */
  verdict: Verdict | "unknown";
  /** The whole of it in one paragraph. */
  text: string;
  /** Most specific first. */
  causes: Cause[];
  drift: Drift[];
  /** What AWS did not tell, and why. */
  unavailable: string[];
}

/** How a stack's services are. Described by `doctor.schema.json`. */
export interface StackExamination {
  stack: string;
  /**
   * `findings`: a service has failed, or differs from the state in what is the program's. `empty`: the stack has no
   * service that could be well.
   */
  status: "healthy" | "findings" | "unknown" | "empty";
  services: ServiceExamination[];
}

/**
 * Looks at the services of a stack in AWS. Changes nothing.
 *
 * @throws {CliError} if the stack cannot be opened.
 */
export async function examineStack(
  options: Pick<StackOptions, "directory" | "stack" | "environmentVariables" | "signal">,
): Promise<StackExamination> {
  const stack = await openStack(options);
  const { deployment } = (await stack.exportStack()) as {
    deployment: { resources?: StateResource[] } | null;
  };
  const config = await stack.getAllConfig();
  const settings = settingsFrom((key) => config[`aws:${key}`]?.value);
  const services = await Promise.all(
    stackServices(deployment?.resources ?? []).map((service) => examineService(service, settings)),
  );
  return { stack: options.stack, status: statusOf(services), services };
}

async function examineService(
  service: StackService,
  settings: AwsSettings,
): Promise<ServiceExamination> {
  const { name, urn, arn, cluster, taskDefinition, ownership } = service;
  try {
    const live = await inspectService(connectionFor(arn, service.settings ?? settings), {
      cluster,
      service: arn,
      // Where another owner deploys, the state's revision is the one of long ago.
      wantedTaskDefinition: isProgram(ownership["taskDefinition"]) ? taskDefinition : undefined,
    });
    const diagnosis = diagnose(live);
    const text = paragraph(live, diagnosis);
    const { verdict, causes } = diagnosis;
    const drift = live.status === "ACTIVE" ? driftOf(service, live) : [];
    return { name, urn, verdict, text, causes, drift, unavailable: live.unavailable };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `service "${name}" could not be examined: ${reason}.`;
    return { name, urn, verdict: "unknown", text, causes: [], drift: [], unavailable: [reason] };
  }
}

function isProgram(owner: string | undefined): boolean {
  return owner === undefined || owner === "program";
}

/** What was found counts more than what could not be looked at. */
function statusOf(services: ServiceExamination[]): StackExamination["status"] {
  const found = services.some(
    ({ verdict, drift }) => verdict === "failed" || drift.some(({ delegated }) => !delegated),
  );
  if (found) return "findings";
  if (services.length === 0) return "empty";
  return services.some(({ verdict }) => verdict === "unknown") ? "unknown" : "healthy";
}
