// Two services without a load balancer: `catalog` calls http://prices by Service Connect, and nobody else may. The name
// says where, `connectsTo` opens the port and has the client deployed after its server.
import { HttpNamespace } from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);
const cluster = platform.requireOutput("cluster") as pulumi.Output<ClusterRef>;

// A cluster with `serviceConnectNamespace` has one for all its services: then `namespaceArn` goes away.
const namespace = new HttpNamespace("catalog", { name: `catalog-${pulumi.getStack()}` });

const catalogTask = new TaskDefinition("catalog", {
  containers: [
    {
      name: "catalog",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      environment: { PRICES_URL: "http://prices" },
    },
  ],
});
const pricesTask = new TaskDefinition("prices", {
  containers: [
    {
      name: "prices",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      // The name is what Service Connect finds the port by.
      portMappings: [{ name: "http", containerPort: 8080, appProtocol: "http" }],
    },
  ],
});

const prices = new Service("prices", {
  cluster,
  taskDefinition: pricesTask.ref,
  desiredCount: 2,
  serviceConnect: {
    namespaceArn: namespace.arn,
    services: [{ portName: "http", port: 80, dnsName: "prices" }],
  },
});
const catalog = new Service("catalog", {
  cluster,
  taskDefinition: catalogTask.ref,
  desiredCount: 2,
  // It calls others, and offers nothing itself.
  serviceConnect: { namespaceArn: namespace.arn },
  connectsTo: [{ peer: "prices", service: prices.ref, port: 8080 }],
});

export const serviceNames = [catalog.ref.name, prices.ref.name];
