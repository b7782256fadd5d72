import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { privateSubnetReachability } from "../../../policies/rules/privateSubnetReachability.js";
import type { StackProgram } from "../stackProgram.js";
import { identified, previewed, ref } from "../stackProgram.js";

const TODAY = new Date("2026-05-10T12:00:00Z");
const ALL = "0.0.0.0/0";

const ALL_OF_THEM = "endpoints of ecr.api, ecr.dkr and s3";

function message(subnet: string, label = "service 'orders'", lacks = ALL_OF_THEM): string {
  return `${label}: 'subnets' must let tasks pull their image, got '${subnet}', whose routes lead to no NAT gateway and whose VPC lacks ${lacks}; a route to a NAT gateway works`;
}

function judged(resources: ReviewedResource[], configuration: object = {}) {
  const settings = { [privateSubnetReachability.name]: configuration };
  const { violations, undetermined } = evaluate(
    [privateSubnetReachability],
    resources,
    settings,
    TODAY,
  );
  return {
    messages: violations.map((violation) => violation.message),
    open: undetermined.map(({ path }) => path),
  };
}

const TABLE: StackProgram = {
  table: ["aws:ec2/routeTable:RouteTable", { vpcId: ref("vpc") }],
  association: [
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    { subnetId: ref("inner"), routeTableId: ref("table") },
  ],
};

function service(networkConfiguration: object, more: object = {}): StackProgram {
  const properties = { launchType: "FARGATE", networkConfiguration, ...more };
  return { orders: ["aws:ecs/service:Service", properties] };
}

/** A service on Fargate in a subnet with a table of its own. */
const BASE: StackProgram = {
  vpc: ["aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }],
  "igw-main": ["aws:ec2/internetGateway:InternetGateway", { vpcId: ref("vpc") }],
  inner: ["aws:ec2/subnet:Subnet", { vpcId: ref("vpc") }],
  ...TABLE,
  ...service({ subnets: [ref("inner")] }),
};

function route(target: object): StackProgram {
  return { route: ["aws:ec2/route:Route", { routeTableId: ref("table"), ...target }] };
}

function ownRoutes(routes: unknown): StackProgram {
  return { table: ["aws:ec2/routeTable:RouteTable", { vpcId: ref("vpc"), routes }] };
}

function endpoint(service_: string, more: object): StackProgram {
  const serviceName = `com.amazonaws.eu-west-1.${service_}`;
  return {
    [service_]: ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: ref("vpc"), serviceName, ...more }],
  };
}

const INTERFACES = {
  ...endpoint("ecr.api", { vpcEndpointType: "Interface" }),
  ...endpoint("ecr.dkr", { vpcEndpointType: "Interface" }),
  ...endpoint("logs", { vpcEndpointType: "Interface" }),
};

const IGW_ROUTE = { destinationCidrBlock: ALL, gatewayId: ref("igw-main") };
const NAT: StackProgram = { nat: ["aws:ec2/natGateway:NatGateway"] };
const OUTER: StackProgram = { outer: ["aws:ec2/subnet:Subnet", { vpcId: ref("vpc") }] };

const NO_LOGS: StackProgram = Object.fromEntries(
  Object.entries({
    ...INTERFACES,
    ...endpoint("s3", { routeTableIds: [ref("table")] }),
  }).filter(([name]) => name !== "logs"),
);

/** The service's task definition, which writes its log by a driver. */
function task(logDriver: string): StackProgram {
  const containerDefinitions = JSON.stringify([
    { name: "app", image: "nginx:1.27", logConfiguration: { logDriver } },
  ]);
  return {
    task: ["aws:ecs/taskDefinition:TaskDefinition", { family: "app", containerDefinitions }],
    ...service({ subnets: [ref("inner")] }, { taskDefinition: ref("task") }),
  };
}

const FAILS: [title: string, program: StackProgram, lacks?: string][] = [
  ["no routes at all", {}],
  ["a route to an internet gateway", route(IGW_ROUTE)],
  ["such a route in the table itself", ownRoutes([{ cidrBlock: ALL, gatewayId: ref("igw-main") }])],
  ["a local route", ownRoutes([{ cidrBlock: "10.0.0.0/16", gatewayId: "local" }])],
  ["endpoints without that of S3", INTERFACES, "the endpoint of s3"],
  ["an endpoint of S3 of no table", { ...INTERFACES, ...endpoint("s3", {}) }, "the endpoint of s3"],
  [
    "endpoints of nothing that a task with awslogs needs",
    task("awslogs"),
    "endpoints of ecr.api, ecr.dkr, s3 and logs",
  ],
  [
    "capacity of Fargate Spot",
    service(
      { subnets: [ref("inner")] },
      { launchType: undefined, capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] },
    ),
  ],
  [
    "a route to a NAT gateway in another table",
    {
      ...NAT,
      other: ["aws:ec2/routeTable:RouteTable", { vpcId: ref("vpc") }],
      route: [
        "aws:ec2/route:Route",
        { routeTableId: ref("other"), destinationCidrBlock: ALL, natGatewayId: ref("nat") },
      ],
    },
  ],
];

const PASSES: [title: string, program: StackProgram][] = [
  [
    "a route to a NAT gateway",
    { ...NAT, ...route({ destinationCidrBlock: ALL, natGatewayId: ref("nat") }) },
  ],
  [
    "such a route in the table itself",
    { ...NAT, ...ownRoutes([{ cidrBlock: ALL, natGatewayId: ref("nat") }]) },
  ],
  [
    "a transit gateway of another stack",
    route({ destinationCidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" }),
  ],
  ["a route of IPv6", route({ destinationIpv6CidrBlock: "::/0", gatewayId: ref("igw-main") })],
  ["no endpoint of logs, for a task that writes none there", { ...NO_LOGS, ...task("splunk") }],
  ["no endpoint of logs, for a task of another stack", NO_LOGS],
  ["the endpoints", { ...INTERFACES, ...endpoint("s3", { routeTableIds: [ref("table")] }) }],
  [
    "the endpoints, that of S3 by an association",
    {
      ...INTERFACES,
      ...endpoint("s3", {}),
      forS3: [
        "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
        { routeTableId: ref("table"), vpcEndpointId: ref("s3") },
      ],
    },
  ],
  [
    "routes from a VPN",
    {
      vpn: [
        "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
        { routeTableId: ref("table") },
      ],
    },
  ],
  ["public addresses", service({ subnets: [ref("inner")], assignPublicIp: true })],
  ["tasks on instances", service({ subnets: [ref("inner")] }, { launchType: "EC2" })],
  ["subnets of another stack", service({ subnets: ["subnet-1"] })],
  ["a VPC of another stack", { inner: ["aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }] }],
  [
    "a route table of another stack",
    {
      association: [
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        { subnetId: ref("inner"), routeTableId: "rtb-1" },
      ],
    },
  ],
];

describe("private-subnet-reachability in a stack", () => {
  for (const [kind, render] of [
    ["before the update", previewed],
    ["by ids", identified],
  ] as const) {
    for (const [title, edit, lacks] of FAILS) {
      it(`finds ${title}, ${kind}`, () => {
        const verdict = judged(render({ ...BASE, ...edit }));
        assert.deepEqual(verdict, {
          messages: [message("inner", "service 'orders'", lacks)],
          open: [],
        });
      });
    }

    it(`finds no endpoint of logs where a task writes there, ${kind}`, () => {
      const verdict = judged(render({ ...BASE, ...NO_LOGS, ...task("awslogs") }));
      const told =
        "service 'orders': 'subnets' must let tasks write their log, got 'inner', whose routes lead to no NAT gateway and whose VPC lacks the endpoint of logs; a route to a NAT gateway works";
      assert.deepEqual(verdict, { messages: [told], open: [] });
    });
    for (const [title, edit] of PASSES) {
      it(`lets be ${title}, ${kind}`, () => {
        assert.deepEqual(judged(render({ ...BASE, ...edit })), { messages: [], open: [] });
      });
    }

    it(`finds one subnet among others, ${kind}`, () => {
      const way: StackProgram = {
        ...NAT,
        ...OUTER,
        ...ownRoutes([{ cidrBlock: ALL, natGatewayId: ref("nat") }]),
        ...service({ subnets: [ref("inner"), ref("outer")] }),
      };
      const verdict = judged(render({ ...BASE, ...way }));
      assert.deepEqual(verdict, { messages: [message("outer")], open: [] });
    });

    it(`follows the main table of a VPC, ${kind}`, () => {
      const main: StackProgram = {
        ...NAT,
        association: [
          "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
          { vpcId: ref("vpc"), routeTableId: ref("table") },
        ],
      };
      assert.deepEqual(judged(render({ ...BASE, ...main })).messages, [message("inner")]);
      const way = route({ destinationCidrBlock: ALL, natGatewayId: ref("nat") });
      const verdict = judged(render({ ...BASE, ...main, ...way }));
      assert.deepEqual(verdict, { messages: [], open: [] });
    });

    it(`judges a schedule, ${kind}`, () => {
      const ecsParameters = {
        launchType: "FARGATE",
        networkConfiguration: { subnets: [ref("inner")] },
      };
      const orders: StackProgram = {
        orders: ["aws:scheduler/schedule:Schedule", { target: { ecsParameters } }],
      };
      assert.deepEqual(judged(render({ ...BASE, ...orders })), {
        messages: [message("inner", "schedule 'orders'")],
        open: [],
      });
    });
  }

  it("follows the table that AWS made with a VPC, where the program took it over", () => {
    const rest = Object.fromEntries(
      Object.entries(BASE).filter(([name]) => !(name in TABLE)),
    ) satisfies StackProgram;
    const natGatewayId = ref("nat");
    const taken: StackProgram = {
      ...NAT,
      main: [
        "aws:ec2/defaultRouteTable:DefaultRouteTable",
        { defaultRouteTableId: ref("vpc"), routes: [{ cidrBlock: ALL, natGatewayId }] },
      ],
    };
    assert.deepEqual(judged(previewed(rest)).messages, [message("inner")]);
    assert.deepEqual(judged(previewed({ ...rest, ...taken })), { messages: [], open: [] });
  });

  const OPEN: [title: string, program: StackProgram][] = [
    ["a gateway of which nothing is known", route({ gatewayId: UNKNOWN })],
    ["routes of which nothing is known", ownRoutes(UNKNOWN)],
    [
      "an endpoint of an unknown service",
      {
        ...INTERFACES,
        s3: [
          "aws:ec2/vpcEndpoint:VpcEndpoint",
          {
            vpcId: ref("vpc"),
            serviceName: UNKNOWN,
            routeTableIds: [ref("table")],
          },
        ],
      },
    ],
    ["subnets of which nothing is known", service({ subnets: UNKNOWN })],
    [
      "an association of which nothing is known",
      {
        association: [
          "aws:ec2/routeTableAssociation:RouteTableAssociation",
          { subnetId: UNKNOWN, routeTableId: ref("table") },
        ],
      },
    ],
  ];
  for (const [title, edit] of OPEN) {
    it(`leaves open ${title}`, () => {
      const verdict = judged(previewed({ ...BASE, ...edit }));
      assert.deepEqual(verdict, { messages: [], open: ["networkConfiguration.subnets"] });
    });
  }

  it("leaves open an unknown launch type", () => {
    const unknown = service({ subnets: [ref("inner")] }, { launchType: UNKNOWN });
    const verdict = judged(previewed({ ...BASE, ...unknown }));
    assert.deepEqual(verdict, { messages: [], open: ["launchType"] });
  });

  it("leaves open which of several subnets a list of unknown length has", () => {
    const way: StackProgram = { ...NAT, ...OUTER, ...ownRoutes([{ natGatewayId: ref("nat") }]) };
    const resources = previewed({
      ...BASE,
      ...way,
      ...service({ subnets: [ref("inner"), ref("outer")] }),
    }).map((resource) =>
      resource.name === "orders"
        ? {
            ...resource,
            properties: { launchType: "FARGATE", networkConfiguration: { subnets: UNKNOWN } },
          }
        : resource,
    );
    assert.deepEqual(judged(resources), { messages: [], open: ["networkConfiguration.subnets"] });
  });

  it("lets be an exempt service", () => {
    const exempt = [{ name: "orders", reason: "moves in May", expires: "2026-05-10" }];
    assert.deepEqual(judged(previewed(BASE), { exempt }), { messages: [], open: [] });
  });

  it("says nothing of a service whose component it judged", () => {
    const child = "slipway:index:Service$aws:ecs/service:Service";
    const component = (privateReach?: string): ReviewedResource => ({
      urn: "urn:pulumi:dev::shop::slipway:index:Service::orders",
      type: "slipway:index:Service",
      name: "orders",
      properties: { cluster: { network: { privateReach } } },
    });
    const resources = previewed(BASE).map((resource) =>
      resource.name === "orders"
        ? { ...resource, urn: `urn:pulumi:dev::shop::${child}::orders` }
        : resource,
    );
    assert.deepEqual(judged([component("internet"), ...resources]).messages, []);
    assert.deepEqual(judged([component(), ...resources]).messages, [message("inner")]);
  });
});
