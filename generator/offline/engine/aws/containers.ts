import type { AwsResource, ResourceTable } from "./awsResource.js";

/** ECS, ECR, Application Auto Scaling, Cloud Map, CodeDeploy. */
export const CONTAINERS: ResourceTable = {
  "ecs:Cluster": (r) => {
    const arn = r.arn("ecs", `cluster/${r.name}`);
    return { id: arn, arn, name: r.name };
  },
  "ecs:ClusterCapacityProviders": (r) => ({ id: r.text("clusterName") ?? r.name }),
  "ecs:CapacityProvider": (r) => {
    const arn = r.arn("ecs", `capacity-provider/${r.name}`);
    return { id: arn, arn, name: r.name };
  },
  "ecs:TaskDefinition": (r) => {
    const family = r.text("family") ?? r.name;
    const arnWithoutRevision = r.arn("ecs", `task-definition/${family}`);
    return { id: family, arn: `${arnWithoutRevision}:1`, arnWithoutRevision, revision: 1 };
  },
  "ecs:Service": (r) => {
    const arn = r.arn("ecs", `service/${clusterName(r)}/${r.name}`);
    return { id: arn, arn, name: r.name };
  },
  "ecs:TaskSet": (r) => {
    const taskSetId = `ecs-svc/${r.digits(15)}`;
    const service = r.text("service")?.split("/").pop() ?? r.name;
    return {
      id: `${taskSetId},${service},${clusterName(r)}`,
      arn: r.arn("ecs", `task-set/${clusterName(r)}/${service}/${taskSetId}`),
      taskSetId,
    };
  },
  "ecr:Repository": (r) => ({
    id: r.name,
    name: r.name,
    arn: r.arn("ecr", `repository/${r.name}`),
    registryId: r.account.accountId,
    repositoryUrl: r.host(`${r.account.accountId}.dkr.ecr.${r.account.region}`) + `/${r.name}`,
  }),
  "ecr:LifecyclePolicy": ofRepository,
  "ecr:RepositoryPolicy": ofRepository,
  "appautoscaling:Target": (r) => ({
    id: r.text("resourceId") ?? r.autoName,
    arn: r.arn("application-autoscaling", `scalable-target/${r.hex(32)}`),
  }),
  "appautoscaling:Policy": (r) => {
    const resource = `${r.text("serviceNamespace") ?? "ecs"}/${r.text("resourceId") ?? "resource"}`;
    const policy = `scalingPolicy:${r.uuid}:resource/${resource}:policyName/${r.name}`;
    return { id: r.name, name: r.name, arn: r.arn("autoscaling", policy), alarmArns: [] };
  },
  "servicediscovery:HttpNamespace": (r) => namespace(r, { httpName: r.name }),
  "servicediscovery:PrivateDnsNamespace": (r) => namespace(r, { hostedZone: zone(r) }),
  "servicediscovery:PublicDnsNamespace": (r) => namespace(r, { hostedZone: zone(r) }),
  "servicediscovery:Service": (r) => {
    const id = `srv-${r.hex(16)}`;
    return { id, name: r.name, arn: r.arn("servicediscovery", `service/${id}`) };
  },
  "codedeploy:Application": (r) => ({
    id: r.uuid,
    applicationId: r.uuid,
    name: r.name,
    arn: r.arn("codedeploy", `application:${r.name}`),
  }),
  "codedeploy:DeploymentGroup": (r) => {
    const group = `${r.text("appName") ?? "app"}/${r.text("deploymentGroupName") ?? r.autoName}`;
    return {
      id: r.uuid,
      deploymentGroupId: r.uuid,
      computePlatform: "ECS",
      arn: r.arn("codedeploy", `deploymentgroup:${group}`),
    };
  },
};

/** The cluster's name from the `cluster` input, which is a name or an ARN. */
function clusterName(r: AwsResource): string {
  return r.text("cluster")?.split("/").pop() ?? "default";
}

function ofRepository(r: AwsResource): { id: string; registryId: string } {
  return { id: r.text("repository") ?? r.name, registryId: r.account.accountId };
}

function namespace(r: AwsResource, more: object): { id: string } {
  const id = `ns-${r.hex(16)}`;
  const made = { name: r.name, arn: r.arn("servicediscovery", `namespace/${id}`) };
  return { id, ...made, ...more };
}

function zone(r: AwsResource): string {
  return `Z${r.hex(20, "zone").toUpperCase()}`;
}
