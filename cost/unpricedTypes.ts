/**
 * Types of AWS that cost nothing by themselves, or whose cost stands with another resource. What is neither here nor
 * priced is told: it is not known what it costs.
 */
const FREE: readonly RegExp[] = [
  /^aws:(iam|acm|codedeploy|appautoscaling|vpc|servicediscovery|route53resolver)\//,
  /^aws:index\//,
  /^aws:ecs\//,
  /^aws:scheduler\/scheduleGroup:/,
  /^aws:autoscaling\/(policy|lifecycleHook|schedule|attachment|notification|groupTag)/,
  /^aws:ec2\/(vpc|subnet|route|routeTable|routeTableAssociation|mainRouteTableAssociation|internetGateway|egressOnlyInternetGateway|securityGroup|securityGroupRule|defaultSecurityGroup|defaultRouteTable|networkAcl|networkAclRule|launchTemplate|keyPair|placementGroup|eipAssociation|vpcDhcpOptions|vpcDhcpOptionsAssociation|managedPrefixList|vpcEndpointRouteTableAssociation|vpcEndpointPolicy|volumeAttachment|tag):/,
  /^aws:(lb|alb|elasticloadbalancingv2)\/(listener|listenerRule|listenerCertificate|targetGroup|targetGroupAttachment|trustStore):/,
  /^aws:cloudwatch\/(logGroup|logStream|logResourcePolicy|eventRule|eventPermission):/,
  /^aws:ecr\/(lifecyclePolicy|repositoryPolicy|registryPolicy|registryScanningConfiguration|replicationConfiguration|pullThroughCacheRule|repositoryCreationTemplate):/,
  /^aws:efs\/(accessPoint|mountTarget|fileSystemPolicy|backupPolicy):/,
  /^aws:s3\/bucket(?!(V2)?:)[A-Za-z0-9]+:/,
  /^aws:route53\/(record|zoneAssociation|vpcAssociationAuthorization):/,
  /^aws:sqs\/(queuePolicy|redrivePolicy|redriveAllowPolicy):/,
  /^aws:sns\/(topicPolicy|topicSubscription):/,
  /^aws:secretsmanager\/(secretVersion|secretPolicy|secretRotation):/,
  /^aws:kms\/(alias|keyPolicy|grant):/,
  /^aws:ssm\/parameter:/,
  /^aws:wafv2\/(webAclAssociation|ipSet|regexPatternSet|webAclLoggingConfiguration):/,
  /^aws:lambda\/(permission|alias|functionEventInvokeConfig):/,
];

/** Whether a type is one of AWS that costs something, or may. */
export function mayCost(type: string): boolean {
  return type.startsWith("aws:") && !FREE.some((form) => form.test(type));
}
