import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";

import type { Severity } from "../../../policies/pack.js";
import { STACK_TYPE } from "../urn.js";
import type { PropertyMap } from "../wireValue.js";
import { AnalyzerRequests } from "./analyzerRequests.js";
import { changedNames } from "./changedNames.js";
import type { PackPolicy, PolicySettings } from "./packConfiguration.js";
import { packSettings } from "./packConfiguration.js";
import type { AnalyzerCalls, AnalyzerMessages } from "./packHost.js";
import { called } from "./packHost.js";
import type { PackReport } from "./packReport.js";
import { unknownPathIn } from "./packReport.js";
import type { RecordedResource } from "./programRecord.js";

/** A pack that is loaded. */
export interface LoadedPack {
  calls: AnalyzerCalls;
  messages: AnalyzerMessages;
}

/**
 * Runs a pack over what a program registered, in the engine's order: each resource is remediated, then judged by its
 * inputs, and at the end the stack is judged as a whole.
 *
 * @throws {CliError} if the configuration is wrong.
 * @throws {Error} what a policy throws.
 */
export async function runPack(
  { calls, messages }: LoadedPack,
  resources: readonly RecordedResource[],
  config: Record<string, unknown>,
): Promise<PackReport> {
  const info = await called(calls.getAnalyzerInfo, {});
  const policies = info.getPoliciesList();
  const levelName = levelNames(messages);
  const layers = [initialConfigOf(info, levelName), config];
  const settings = packSettings(
    info.getName(),
    policies.map((policy) => packPolicy(policy, levelName)),
    layers,
  );
  await called(calls.configure, configureRequest(messages, settings));

  const run = new PackRun(messages, info, settings);
  const requests = new AnalyzerRequests(messages, resources);
  const remediates = [...settings.values()].some(({ level }) => level === "remediate");
  const changed = new Map<string, PropertyMap>();
  for (const resource of resources) {
    let { inputs } = resource;
    if (remediates) {
      const response = await called(calls.remediate, requests.ofResource(resource, inputs));
      inputs = run.addRemediations(resource, response);
      changed.set(resource.urn, inputs);
    }
    const response = await called(calls.analyze, requests.ofResource(resource, inputs));
    run.add(response, resource.urn, messages.PolicyType.POLICY_TYPE_RESOURCE);
  }
  const stack = resources.find(({ type }) => type === STACK_TYPE)?.urn ?? resources[0]?.urn ?? "";
  const request = requests.ofStack(({ urn, state }) => ({ ...state, ...changed.get(urn) }));
  run.add(await called(calls.analyzeStack, request), stack, messages.PolicyType.POLICY_TYPE_STACK);
  return run.report;
}

/** Gathers what a pack answers. */
class PackRun {
  public readonly report: PackReport;
  private readonly policies: ReadonlyMap<string, proto.PolicyInfo>;

  public constructor(
    private readonly messages: AnalyzerMessages,
    info: proto.AnalyzerInfo,
    private readonly settings: ReadonlyMap<string, PolicySettings>,
  ) {
    const pack = info.getName();
    this.report = { pack, violations: [], undetermined: [], remediated: [], evaluated: 0 };
    this.policies = new Map(info.getPoliciesList().map((one) => [one.getName(), one]));
  }

  /** @param urn Whom a violation is of that names nobody. */
  public add(response: proto.AnalyzeResponse, urn: string, type: proto.PolicyType): void {
    const skipped = new Set(response.getNotApplicableList().map((one) => one.getPolicyName()));
    const ran = [...this.policies.values()].filter(
      (policy) =>
        policy.getPolicyType() === type &&
        !skipped.has(policy.getName()) &&
        this.settings.get(policy.getName())?.level !== "disabled",
    );
    this.report.evaluated += ran.length;
    for (const one of response.getDiagnosticsList()) this.addDiagnostic(one, urn);
  }

  /** What remediations make of a resource's inputs. */
  public addRemediations(
    { urn, inputs }: RecordedResource,
    response: proto.RemediateResponse,
  ): PropertyMap {
    let latest = inputs;
    for (const one of response.getRemediationsList()) {
      const policy = one.getPolicyname();
      const path = unknownPathIn(one.getDiagnostic());
      if (path !== undefined) this.report.undetermined.push({ policy, urn, path });
      const properties = one.getProperties()?.toJavaScript() as PropertyMap | undefined;
      if (properties === undefined) continue;
      const names = changedNames(latest, properties);
      if (names.length > 0) this.report.remediated.push({ policy, urn, properties: names });
      latest = properties;
    }
    return latest;
  }

  private addDiagnostic(diagnostic: proto.AnalyzeDiagnostic, otherwise: string): void {
    const policy = diagnostic.getPolicyname();
    const urn = diagnostic.getUrn() || otherwise;
    const path = unknownPathIn(diagnostic.getMessage());
    if (path !== undefined) {
      this.report.undetermined.push({ policy, urn, path });
      return;
    }
    const about = this.policies.get(policy);
    const remedy = about?.getRemediationSteps() ?? "";
    const url = about?.getUrl() ?? "";
    const isMandatory =
      diagnostic.getEnforcementlevel() !== this.messages.EnforcementLevel.ADVISORY;
    this.report.violations.push({
      policy,
      enforcementLevel: isMandatory ? "mandatory" : "advisory",
      severity: this.severityOf(diagnostic.getSeverity(), about?.getSeverity()),
      urn,
      message: withoutDescription(diagnostic),
      ...(remedy !== "" && { remedy }),
      ...(url !== "" && { url }),
    });
  }

  /** Packs need not name one. */
  private severityOf(own: proto.PolicySeverity, ofPolicy?: proto.PolicySeverity): Severity {
    const { PolicySeverity: known } = this.messages;
    const severity = own === known.POLICY_SEVERITY_UNSPECIFIED ? ofPolicy : own;
    if (severity === known.POLICY_SEVERITY_LOW) return "low";
    if (severity === known.POLICY_SEVERITY_HIGH) return "high";
    return severity === known.POLICY_SEVERITY_CRITICAL ? "critical" : "medium";
  }
}

/** The host puts the policy's description on lines of its own before what the policy says. */
function withoutDescription(diagnostic: proto.AnalyzeDiagnostic): string {
  const message = diagnostic.getMessage();
  const before = `${diagnostic.getDescription()}\n`;
  return message.startsWith(before) ? message.slice(before.length) : message;
}

type LevelName = (level: proto.EnforcementLevel) => PolicySettings["level"];

function levelNames({ EnforcementLevel: known }: AnalyzerMessages): LevelName {
  return (level) => {
    if (level === known.ADVISORY) return "advisory";
    if (level === known.DISABLED) return "disabled";
    return level === known.REMEDIATE ? "remediate" : "mandatory";
  };
}

function packPolicy(policy: proto.PolicyInfo, levelName: LevelName): PackPolicy {
  const schema = policy.getConfigschema();
  return {
    name: policy.getName(),
    level: levelName(policy.getEnforcementlevel()),
    properties: schema?.getProperties()?.toJavaScript() ?? {},
    required: schema?.getRequiredList() ?? [],
  };
}

/** What the pack is made with, as a configuration. */
function initialConfigOf(info: proto.AnalyzerInfo, levelName: LevelName): Record<string, unknown> {
  const initial: Record<string, unknown> = {};
  info.getInitialconfigMap().forEach((config, name) => {
    initial[name] = {
      ...config.getProperties()?.toJavaScript(),
      enforcementLevel: levelName(config.getEnforcementlevel()),
    };
  });
  return initial;
}

function configureRequest(
  messages: AnalyzerMessages,
  settings: ReadonlyMap<string, PolicySettings>,
): proto.ConfigureAnalyzerRequest {
  const { EnforcementLevel: known } = messages;
  const levels = {
    advisory: known.ADVISORY,
    mandatory: known.MANDATORY,
    remediate: known.REMEDIATE,
    disabled: known.DISABLED,
  };
  const request = new messages.ConfigureAnalyzerRequest();
  for (const [name, { level, properties }] of settings) {
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(levels[level]);
    config.setProperties(messages.struct(properties));
    request.getPolicyconfigMap().set(name, config);
  }
  return request;
}
