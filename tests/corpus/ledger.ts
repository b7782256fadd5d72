/** What is invalid in a task definition that somebody publishes, and why ECS would refuse it as it stands. */
interface LedgerEntry {
  name: string;
  policies: readonly string[];
  why: string;
  /** What says so. */
  source: string;
}

const API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";

/** Part of a definition, to show one parameter: container without name, image or memory. */
function fragment(name: string, ...others: string[]): LedgerEntry {
  return {
    name,
    policies: ["container-graph-valid", "task-memory-valid", ...others],
    why: "a fragment: its container has no name, and neither it nor the task has memory",
    source: `${API}/API_ContainerDefinition.html`,
  };
}

/** A mount of a volume that the fragment leaves out. */
function undeclared(name: string, ...others: string[]): LedgerEntry {
  return {
    name,
    policies: ["container-graph-valid", ...others],
    why: "'sourceVolume' must be the name of a volume in the definition's 'volumes', which has none of that name",
    source: `${API}/API_MountPoint.html`,
  };
}

/** Findings of kind `invalid` in what is published, each looked into. */
export const LEDGER: readonly LedgerEntry[] = [
  {
    name: "kibana/kibana_ec2.json",
    policies: ["port-mappings-valid"],
    why: "in awsvpc 'hostPort' is left out or the 'containerPort', got 80 for 5601",
    source: `${API}/API_PortMapping.html`,
  },
  {
    name: "tomcat/tomcat_ec2.json",
    policies: ["port-mappings-valid"],
    why: "in awsvpc 'hostPort' is left out or the 'containerPort', got 80 for 8080",
    source: `${API}/API_PortMapping.html`,
  },
  {
    name: "replica-service/cwagent-prometheus/cwagent-prometheus-task-definition.json",
    policies: ["names-and-limits-valid", "network-params-supported"],
    why: "a template: {{networkmode}} and {{launchtype}} are to be filled in",
    source: `${API}/API_RegisterTaskDefinition.html`,
  },
  undeclared("bind-mounts.md#2"),
  undeclared("bind-mounts.md#4"),
  undeclared("docker-volumes.md#3", "task-memory-valid"),
  undeclared("tutorial-wfsx-volumes.md#1"),
  {
    name: "example_task_definitions.md#8",
    policies: ["task-memory-valid"],
    why: "neither the task nor its containers have memory: one of the two must",
    source: `${API}/API_ContainerDefinition.html`,
  },
  {
    name: "firelens-taskdef.md#2",
    policies: ["task-memory-valid"],
    why: "a fragment: neither the task nor its container has memory",
    source: `${API}/API_ContainerDefinition.html`,
  },
  fragment("example_task_definitions.md#4"),
  fragment("firelens-filtering-logs.md#1"),
  fragment("secrets-envvar-secrets-manager.md#1"),
  fragment("secrets-envvar-secrets-manager.md#3"),
  fragment("secrets-envvar-secrets-manager.md#5"),
  fragment("secrets-envvar-ssm-paramstore.md#1"),
  // Its 'logConfiguration' is a list, which the API has as one structure.
  fragment("secrets-logconfig.md#2", "awslogs-options-valid"),
  fragment("specifying-sensitive-data-parameters.md#2", "awslogs-options-valid"),
  fragment("specifying-sensitive-data-secrets.md#2"),
  fragment("specifying-sensitive-data-secrets.md#4"),
  fragment("specifying-sensitive-data-secrets.md#6"),
];
