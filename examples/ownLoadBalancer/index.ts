import { HttpNamespace } from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, NetworkRef } from "slipway";
import { LoadBalancer, Service, TaskDefinition } from "slipway";

const config = new pulumi.Config();
const stack = config.get("platform") ?? `organization/platform/${pulumi.getStack()}`;
const platform = new pulumi.StackReference(stack);
const cluster = platform.requireOutput("cluster") as pulumi.Output<ClusterRef>;
const network = platform.requireOutput("network") as pulumi.Output<NetworkRef>;

// A load balancer of one's own is a LoadBalancer in the same program: it stands and falls with the service.
const balancer = new LoadBalancer("shop", {
  network,
  internal: false,
  ingressCidrBlocks: config.getObject<string[]>("ingressCidrBlocks") ?? [],
  domain: {
    name: config.get("domain") ?? "shop.example.com",
    zoneId: config.get("zoneId") ?? "Z0123456789ABCDEFGHIJ",
  },
  accessLogs: {},
  deletionProtection: true,
});

function task(name: string): TaskDefinition {
  return new TaskDefinition(name, {
    containers: [
      {
        name,
        // nginx that needs no root: it listens on 8080, and writes to /tmp alone.
        image: "public.ecr.aws/nginx/nginx-unprivileged:1.27",
        user: "101",
        readonlyRootFilesystem: true,
        linuxParameters: { tmpfs: [{ containerPath: "/tmp", size: 64 }] },
        portMappings: [{ containerPort: 8080, name: "http" }],
      },
    ],
  });
}

// Without a namespace of the cluster's.
const namespace = new HttpNamespace("shop", { name: `shop-${pulumi.getStack()}` });
const shop = new Service("shop", {
  cluster,
  taskDefinition: task("shop").ref,
  loadBalancer: { ref: balancer.ref, healthCheckPath: "/" },
  serviceConnect: { namespaceArn: namespace.arn },
});
// Nobody reaches it but the shop, which calls http://stock.
new Service("stock", {
  cluster,
  taskDefinition: task("stock").ref,
  serviceConnect: {
    namespaceArn: namespace.arn,
    services: [{ portName: "http", port: 80, dnsName: "stock" }],
  },
  ingressFrom: [{ peer: "shop", securityGroupId: shop.ref.securityGroupId, port: 8080 }],
});

export const url = shop.url;
