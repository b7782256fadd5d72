import * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../../aws/readAwsPlace.js";
import type { Checks } from "../../argument/checks.js";
import {
  connectNamespaceProblem,
  connectPortsProblem,
  portNamesProblem,
  testedPortsProblem,
  testTrafficRules,
} from "../rules/peers/connectPorts.js";
import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { serviceRole } from "../../aws/serviceRole.js";
import { field, rawField } from "../../argument/refField.js";
import type { ClusterRef } from "../../cluster/args/clusterRef.js";
import type { TaskDefinitionRef } from "../../taskDefinition/args/taskDefinitionRef.js";
import type { DeploymentStrategy } from "../rules/deployment/deploymentStrategy.js";
import type {
  ServiceConnectArgs,
  ServiceConnectPortArgs,
  ServiceConnectTlsArgs,
} from "../args/serviceConnectArgs.js";

/** What a service's Service Connect comes to. */
export interface DecidedConnect {
  namespaceArn: pulumi.Output<string>;
  services: ServiceConnectPortArgs[];
  /** Log group of the task, which the proxy writes to. */
  logGroupName: pulumi.Output<string | undefined>;
}

/** What of a service its Service Connect hangs on. */
interface ConnectContext {
  cluster: pulumi.Input<ClusterRef>;
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  strategy: DeploymentStrategy;
}

/**
 * Decides on a service's Service Connect, before anything is registered where the arguments are plain.
 *
 * @param name Name of the service, which its ports go by in the namespace.
 */
export function decideConnect(
  checks: Checks,
  name: string,
  connect: ServiceConnectArgs,
  { cluster, taskDefinition, strategy }: ConnectContext,
): DecidedConnect {
  checks.fail(testedPortsProblem(connect.services ?? [], strategy));
  const given = connect.namespaceArn;
  const ofCluster = given === undefined ? rawField(cluster, "namespaceArn") : undefined;
  const services = (connect.services ?? []).map((service, _i, all) => ({
    ...service,
    discoveryName: service.discoveryName ?? discoveryName(name, service, all.length),
  }));
  checks.check(services.map(outline), connectPortsProblem);
  const portNames = services.map(({ portName }) => portName);
  const containers = rawField(taskDefinition, "containers");
  if (portNames.length > 0) {
    checks.check({ portNames, containers }, (known) =>
      portNamesProblem(known.portNames, known.containers),
    );
  }
  return {
    services,
    logGroupName: field(taskDefinition, "logGroupName"),
    namespaceArn: checks.decide(
      { given, ofCluster },
      connectNamespaceProblem,
      (known) => known.given ?? known.ofCluster ?? "",
    ),
  };
}

/** The port's name alone would be `http` in each service of the namespace, and ECS refuses a name that is used. */
function discoveryName(
  name: string,
  { portName }: ServiceConnectPortArgs,
  count: number,
): pulumi.Input<string> {
  const own = name.toLowerCase();
  if (count === 1) return own;
  return typeof portName === "string"
    ? `${own}-${portName}`
    : pulumi.interpolate`${own}-${portName}`;
}

/** Without the ARNs, which no rule reads and which are outputs as a rule. */
function outline(service: ServiceConnectPortArgs) {
  const { portName, port, dnsName, discoveryName: own, ingressPortOverride } = service;
  const { idleTimeoutSeconds, perRequestTimeoutSeconds, testHeaderName, testHeaderValue } = service;
  return {
    testHeaderName,
    testHeaderValue,
    portName,
    port,
    dnsName,
    discoveryName: own,
    ingressPortOverride,
    idleTimeoutSeconds,
    perRequestTimeoutSeconds,
  };
}

interface ConnectRoleContext extends RoleBoundary {
  parent: pulumi.Resource;
}

/** The Service Connect of an ECS service, with the role for its certificates. The proxy writes to the task's log. */
export function serviceConnect(
  name: string,
  { namespaceArn, services, logGroupName }: DecidedConnect,
  context: ConnectRoleContext,
) {
  const { parent } = context;
  const isRoleNeeded = services.some(({ tls }) => tls !== undefined && tls.roleArn === undefined);
  const wanted = { ...context, service: "ecs.amazonaws.com", policy: TLS_POLICY };
  const role = isRoleNeeded ? serviceRole(`${name}-connect`, wanted) : undefined;
  const place = readAwsPlace(parent);
  const logConfiguration = pulumi
    .all([logGroupName, place])
    .apply(([group, { region }]) => (group === undefined ? undefined : proxyLog(group, region)));
  return {
    serviceConnectConfiguration: {
      enabled: true,
      namespace: namespaceArn,
      logConfiguration,
      ...(services.length > 0 && {
        services: services.map((service) => connectService(service, role?.arn)),
      }),
    },
    dependencies: role ? [role.grant] : [],
  };
}

function proxyLog(group: string, region: string) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": group,
      "awslogs-region": region,
      "awslogs-stream-prefix": "service-connect",
    },
  };
}

function connectService(
  service: ServiceConnectPortArgs,
  roleArn: pulumi.Output<string> | undefined,
) {
  const { idleTimeoutSeconds, perRequestTimeoutSeconds, ingressPortOverride, tls } = service;
  const hasTimeout = idleTimeoutSeconds !== undefined || perRequestTimeoutSeconds !== undefined;
  return {
    portName: service.portName,
    discoveryName: service.discoveryName,
    clientAlias: [
      {
        port: service.port,
        ...(service.dnsName !== undefined && { dnsName: service.dnsName }),
        ...testTrafficRules(service),
      },
    ],
    ...(ingressPortOverride !== undefined && { ingressPortOverride }),
    ...(hasTimeout && { timeout: { idleTimeoutSeconds, perRequestTimeoutSeconds } }),
    ...(tls && { tls: connectTls(tls, roleArn) }),
  };
}

function connectTls(tls: ServiceConnectTlsArgs, made: pulumi.Output<string> | undefined) {
  const roleArn = tls.roleArn ?? made;
  return {
    issuerCertAuthority: { awsPcaAuthorityArn: tls.certificateAuthorityArn },
    ...(roleArn !== undefined && { roleArn }),
    ...(tls.kmsKeyArn !== undefined && { kmsKey: tls.kmsKeyArn }),
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_connect_iam-role.html */
const TLS_POLICY =
  "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity";
