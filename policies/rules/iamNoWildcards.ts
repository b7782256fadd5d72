import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";
import type { Grant } from "../views/grantsView.js";

/** Managed policies of AWS that let their holder do whatever there is, or make themselves able to. */
const ADMINISTRATORS =
  /^arn:[^:]+:iam::aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

/** Nobody may do everything. */
export const iamNoWildcards: Rule<{ allowServiceWildcards: boolean }> = {
  name: "iam-no-wildcards",
  description: "Policies name the actions that they allow.",
  kind: "security",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Name the actions that the program calls, and the resources it calls them for.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  sources: [
    "IAM.1",
    "IAM.21",
    "CKV_AWS_62",
    "CKV_AWS_63",
    "CKV_AWS_274",
    "CKV2_AWS_40",
    "AwsSolutions-IAM5",
    "CT.IAM.PR.1",
    "CT.IAM.PR.2",
  ],
  framework: fsbp("IAM.1", 'IAM policies should not allow full "*" administrative privileges'),
  parameters: {
    allowServiceWildcards: flag(
      "Whether all actions of one service, such as s3:*, may be allowed.",
      true,
    ),
  },
  profiles: {
    hardened: { allowServiceWildcards: false },
    fsbp: { allowServiceWildcards: false },
  },
  grants(view, { parameters, check, forEach }) {
    forEach(view.grants, (grant) => {
      check(() => {
        const wide = wideActions(grant, parameters.allowServiceWildcards);
        return wide && `${view.label} allows ${wide}: name the actions that are needed`;
      });
    });
    check(() => {
      const arn = view.attached().find((one) => ADMINISTRATORS.test(one));
      if (arn === undefined) return undefined;
      return `${view.label} makes its holder an administrator: attach a policy of the actions that are needed, got "${arn}"`;
    });
  },
};

function wideActions(grant: Grant, allowServices: boolean): string | undefined {
  const isEverywhere = () => grant.hasNotResource() || grant.resources().includes("*");
  if (grant.hasNotAction())
    return isEverywhere() ? "all actions but some ('NotAction')" : undefined;
  const actions = grant.actions();
  if (actions.some((action) => /^\*(:\*)?$/.test(action)) && isEverywhere()) {
    return 'all actions ("*") on all resources';
  }
  if (allowServices) return undefined;
  const service = actions.find((action) => /^([\w-]+:)?\*$/.test(action));
  return service && `all actions of a service ("${service}")`;
}
