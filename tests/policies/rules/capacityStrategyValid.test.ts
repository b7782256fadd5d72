import { UNKNOWN } from "../../../policies/resource/reader.js";
import { capacityStrategyValid } from "../../../policies/rules/capacityStrategyValid.js";
import { componentService, describeRule, rawService, resourceOf } from "./ruleCases.js";

const by = (...items: object[]) => ({ capacityProviderStrategies: items });
const FARGATE = { capacityProvider: "FARGATE", weight: 1 };
const providers = (...items: object[]) =>
  resourceOf("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", {
    clusterName: "shop",
    capacityProviders: ["cp-gpu"],
    defaultCapacityProviderStrategies: items,
  });
const SPOT = { capacityProvider: "FARGATE_SPOT", weight: 3 };

describeRule(capacityStrategyValid, {
  passes: [
    {
      title: "instances of which no platform is asked",
      resource: rawService({ launchType: "EC2" }),
    },
    {
      title: "no platform of an instance of one's own",
      resource: rawService({ launchType: "EXTERNAL", platformVersion: "" }),
    },
    { title: "a cluster without a strategy of its own", resource: providers() },
    {
      title: "a cluster's own strategy of providers that it has",
      resource: providers({ capacityProvider: "cp-gpu", weight: 1 }),
    },

    { title: "the cluster's own strategy", resource: rawService() },
    { title: "a launch type", resource: rawService({ launchType: "FARGATE" }) },
    {
      title: "a mix with a base",
      resource: rawService(by({ ...FARGATE, base: 2, weight: 0 }, SPOT)),
    },
    {
      title: "a group of instances, whatever its name",
      resource: rawService(by({ capacityProvider: "cp-gpu", weight: 1 })),
    },
    {
      title: "a version of Fargate's platform",
      resource: rawService({ launchType: "FARGATE", platformVersion: "1.4.0" }),
    },
    {
      title: "our component, which judges its strategy itself",
      resource: componentService(by({ ...FARGATE, weight: 0 })),
    },
  ],
  fails: [
    {
      title: "a cluster's own strategy by which no task could start",
      resource: providers({ capacityProvider: "cp-gpu", weight: 0 }),
      messages: [
        `cluster capacity providers 'orders': 'defaultCapacityProviderStrategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
      ],
    },
    {
      title: "a cluster's own strategy of Fargate beside instances",
      resource: providers(FARGATE, { capacityProvider: "cp-gpu", weight: 1 }),
      messages: [
        `cluster capacity providers 'orders': 'defaultCapacityProviderStrategies': Fargate and instance groups do not mix, got "FARGATE" and "cp-gpu"; leave one out`,
        `cluster capacity providers 'orders': 'defaultCapacityProviderStrategies' must name providers of 'capacityProviders', got "FARGATE"; add it there`,
      ],
    },
    {
      title: "a version of Fargate's platform on an instance of one's own",
      resource: rawService({ launchType: "EXTERNAL", platformVersion: "LATEST" }),
      messages: [
        `service 'orders': 'platformVersion' is for Fargate, got "LATEST" with 'launchType' "EXTERNAL"; leave it out`,
      ],
    },

    {
      title: "no weight above 0",
      resource: rawService(by({ ...FARGATE, weight: undefined })),
      messages: [
        `service 'orders': 'capacityProviderStrategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
      ],
    },
    {
      title: "two providers with a base",
      resource: rawService(by({ ...FARGATE, base: 1 }, { ...SPOT, base: 1 })),
      messages: [
        `service 'orders': 'capacityProviderStrategies': one provider may have a 'base', got 1 on "FARGATE_SPOT" too; leave it out there`,
      ],
    },
    {
      title: "Fargate beside instances",
      resource: rawService(by(FARGATE, { capacityProvider: "cp-gpu", weight: 1 })),
      messages: [
        `service 'orders': 'capacityProviderStrategies': Fargate and instance groups do not mix, got "FARGATE" and "cp-gpu"; leave one out`,
      ],
    },
    {
      title: "too many providers",
      resource: rawService(
        by(...Array.from({ length: 21 }, (_, i) => ({ capacityProvider: `cp-${i}`, weight: 1 }))),
      ),
      messages: [
        "service 'orders': 'capacityProviderStrategies' must hold at most 20 providers, got 21; leave 1 out",
      ],
    },
    {
      title: "a launch type beside a strategy, of a schedule",
      resource: resourceOf("aws:scheduler/schedule:Schedule", {
        target: { ecsParameters: { launchType: "FARGATE", ...by(FARGATE) } },
      }),
      messages: [
        `schedule 'orders': 'launchType' and 'capacityProviderStrategies' do not go together, got "FARGATE" beside a strategy; leave 'launchType' out`,
      ],
    },
    {
      title: "a version of Fargate's platform on instances",
      resource: rawService({ launchType: "EC2", platformVersion: "1.4.0" }),
      messages: [
        `service 'orders': 'platformVersion' is for Fargate, got "1.4.0" with 'launchType' "EC2"; leave it out`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown weight",
      resource: rawService(by({ ...FARGATE, weight: UNKNOWN })),
      paths: ["capacityProviderStrategies[0].weight"],
    },
    {
      title: "an unknown launch type beside a strategy",
      resource: rawService({ launchType: UNKNOWN, ...by({ ...FARGATE, weight: 0 }) }),
      paths: ["launchType", "launchType"],
      messages: [
        `service 'orders': 'capacityProviderStrategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
      ],
    },
  ],
});
