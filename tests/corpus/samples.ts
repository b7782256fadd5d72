/** Samples that AWS refuses or cannot run as they stand, by name, with the reason. */
export const BROKEN: Readonly<Record<string, string>> = {
  "actd kibana/kibana_ec2.json":
    "'hostPort' is not 'containerPort' in network mode awsvpc, which ECS refuses",
  "actd tomcat/tomcat_ec2.json":
    "'hostPort' is not 'containerPort' in network mode awsvpc, which ECS refuses",
  "firelens fluentd/multiline-logs/task-definition.json":
    "the repository is in upper case, which ECR has not and no task could pull",
  "firelens splitting-log-streams/fluentd/task_definition.json":
    "a FireLens configuration in S3 on Fargate, which supports files in the image alone",
  "docs secrets-logconfig.md#2":
    "the ARN of a parameter with a colon before its path, which Systems Manager has not",
  "docs tutorial-wfsx-volumes.md#1": "a container mounts a volume of another name than is declared",
};

/** Samples that show a part of a task definition, by name, with what the test adds. */
export const FRAGMENTS: Readonly<Record<string, "volumes" | "logRouter">> = {
  "docs bind-mounts.md#2": "volumes",
  "docs bind-mounts.md#4": "volumes",
  "docs docker-volumes.md#3": "volumes",
  "docs firelens-filtering-logs.md#1": "logRouter",
};
