import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsPlatformVersionLatest } from "../../../policies/rules/ecsPlatformVersionLatest.js";
import { componentService, describeRule, rawService, resourceOf } from "./ruleCases.js";

const service = (platformVersion?: unknown) =>
  rawService({ launchType: "FARGATE", platformVersion });
const message = (version: string) =>
  `service 'orders' runs on an old platform of Fargate: leave 'platformVersion' out, got "${version}"`;

describeRule(ecsPlatformVersionLatest, {
  passes: [
    { title: "no version at all", resource: service("1.3") },
    { title: "a version of four parts", resource: service("1.3.0.1") },
    { title: "a text before it", resource: service("v1.3.0") },
    { title: "the next major version", resource: service("2.0.0") },

    { title: "AWS's default", resource: service() },
    { title: "the latest", resource: service("LATEST") },
    { title: "the newest of Linux", resource: service("1.4.0") },
    { title: "the newest of Windows", resource: service("1.0.0") },
    { title: "one to come", resource: service("1.10.0") },
  ],
  fails: [
    {
      title: "a version before the first",
      resource: service("0.9.0"),
      messages: [message("0.9.0")],
    },
    { title: "a long number", resource: service("1.3.10"), messages: [message("1.3.10")] },

    { title: "the one before", resource: service("1.3.0"), messages: [message("1.3.0")] },
    { title: "an older one", resource: service("1.2.0"), messages: [message("1.2.0")] },
    {
      title: "an old one of a schedule",
      resource: resourceOf("aws:scheduler/schedule:Schedule", {
        target: { ecsParameters: { platformVersion: "1.3.0" } },
      }),
      messages: [message("1.3.0").replace("service", "schedule")],
    },
    {
      title: "an old one of an event",
      resource: resourceOf("aws:cloudwatch/eventTarget:EventTarget", {
        ecsTarget: { platformVersion: "1.1.0" },
      }),
      messages: [message("1.1.0").replace("service", "event target")],
    },
  ],
  unknown: [
    { title: "an unknown version", resource: service(UNKNOWN), paths: ["platformVersion"] },
  ],
  ignores: [{ title: "a component, which has the latest", resource: componentService() }],
});
