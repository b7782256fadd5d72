import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/**
 * Images are scanned for vulnerabilities when they are pushed, by the repository or by the registry, which then does it
 * whatever the repository says.
 */
export const ecrScanOnPush: Rule<{ acceptRegistryScanning: boolean }> = {
  name: "ecr-scan-on-push",
  description: "ECR repositories scan images when they are pushed.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'imageScanningConfiguration.scanOnPush' to true, or 'acceptRegistryScanning' where the registry scans all of its repositories.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  sources: ["ECR.1", "CKV_AWS_163", "AWS-0030", "CT.ECR.PR.2"],
  framework: fsbp("ECR.1", "ECR private repositories should have image scanning configured"),
  values: { scanOnPush: true },
  remediates: { "aws:ecr/repository:Repository": ["imageScanningConfiguration.scanOnPush"] },
  parameters: {
    acceptRegistryScanning: flag(
      "Whether the registry scans all of its repositories, which another stack says.",
      false,
    ),
  },
  repositoryInStack(repository, { parameters, check }) {
    check(() => {
      if (parameters.acceptRegistryScanning || repository.scansOnPush()) return undefined;
      if (repository.isScannedByRegistry()) return undefined;
      return `${repository.label} does not scan images when they are pushed: set 'imageScanningConfiguration.scanOnPush' to true`;
    });
  },
};
