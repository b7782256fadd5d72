import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecrScanOnPush } from "../../../policies/rules/ecrScanOnPush.js";
import { componentService, describeRule, resourceOf } from "./ruleCases.js";

const repository = (inputs: object) => resourceOf("aws:ecr/repository:Repository", inputs);
const scanning = (scanOnPush: unknown) =>
  repository({ imageScanningConfiguration: { scanOnPush } });
const message =
  "repository 'orders' does not scan images when they are pushed: set 'imageScanningConfiguration.scanOnPush' to true";

describeRule(ecrScanOnPush, {
  passes: [
    { title: "a repository that scans", resource: scanning(true) },
    {
      title: "a repository of a registry that scans all",
      resource: repository({}),
      configuration: { acceptRegistryScanning: true },
    },
  ],
  fails: [
    { title: "a repository that does not scan", resource: scanning(false), messages: [message] },
    { title: "AWS's default", resource: repository({}), messages: [message] },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: scanning(UNKNOWN),
      paths: ["imageScanningConfiguration.scanOnPush"],
    },
  ],
  ignores: [{ title: "a service", resource: componentService() }],
});
