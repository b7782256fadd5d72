import type { Grant } from "./grants";

/**
 * What a service is made of beside `SERVICE_GRANTS` that runs on a cluster of instances of its own, with files in S3 or EFS, as
 * the template ml-inference does. EC2 and EFS choose ids, so that these are all of the account.
 */
export const INSTANCE_GRANTS: readonly Grant[] = [
  {
    actions: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeScalingActivities",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:DescribeLaunchTemplates",
      "ecs:DescribeCapacityProviders",
      "elasticfilesystem:DescribeAccessPoints",
      "elasticfilesystem:DescribeFileSystems",
      "elasticfilesystem:DescribeLifecycleConfiguration",
      "elasticfilesystem:DescribeMountTargetSecurityGroups",
      "elasticfilesystem:DescribeMountTargets",
      // EC2 Auto Scaling asks whether whoever makes a group may start what its template says, with the newest image.
      "ec2:RunInstances",
      "ssm:GetParameters",
    ],
    resources: ["*"],
  },
  {
    actions: [
      "ecs:CreateCapacityProvider",
      "ecs:CreateCluster",
      "ecs:DeleteCapacityProvider",
      "ecs:DeleteCluster",
      "ecs:ListServices",
      "ecs:PutClusterCapacityProviders",
      "ecs:TagResource",
      "ecs:UpdateCapacityProvider",
      "ecs:UpdateCluster",
      "ecs:UpdateClusterSettings",
      "ecs:ListTagsForResource",
    ],
    resources: ["ecs:cluster/{service}-*", "ecs:capacity-provider/cp-{service}-*"],
  },
  {
    actions: [
      "autoscaling:CreateAutoScalingGroup",
      "autoscaling:CreateOrUpdateTags",
      "autoscaling:DeleteAutoScalingGroup",
      "autoscaling:DeleteTags",
      "autoscaling:SetInstanceProtection",
      "autoscaling:UpdateAutoScalingGroup",
    ],
    resources: ["autoscaling:autoScalingGroup:*:autoScalingGroupName/{service}-*"],
  },
  {
    actions: [
      "ec2:CreateLaunchTemplate",
      "ec2:CreateLaunchTemplateVersion",
      "ec2:CreateTags",
      "ec2:DeleteLaunchTemplate",
      "ec2:ModifyLaunchTemplate",
    ],
    resources: ["ec2:launch-template/*"],
  },
  {
    actions: [
      "iam:AddRoleToInstanceProfile",
      "iam:CreateInstanceProfile",
      "iam:DeleteInstanceProfile",
      "iam:GetInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:TagInstanceProfile",
    ],
    resources: ["iam::instance-profile/{service}-*"],
  },
  {
    actions: [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:ListTagsForResource",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
    ],
    resources: ["logs:log-group:{service}-exec-*"],
  },
  {
    actions: [
      "elasticfilesystem:CreateAccessPoint",
      "elasticfilesystem:CreateFileSystem",
      "elasticfilesystem:CreateMountTarget",
      "elasticfilesystem:DeleteAccessPoint",
      "elasticfilesystem:DeleteFileSystem",
      "elasticfilesystem:DeleteMountTarget",
      "elasticfilesystem:ModifyMountTargetSecurityGroups",
      "elasticfilesystem:TagResource",
      "elasticfilesystem:UpdateFileSystem",
    ],
    resources: ["elasticfilesystem:file-system/*", "elasticfilesystem:access-point/*"],
  },
  {
    // A mount target is a network interface.
    actions: ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
    resources: ["ec2:network-interface/*", "ec2:subnet/*", "ec2:security-group/*"],
  },
  {
    actions: [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketTagging",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
    ],
    resources: ["s3:{service}-models-*"],
  },
];
