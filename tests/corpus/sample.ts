/** A task definition as AWS publishes it: what `RegisterTaskDefinition` takes, in parts. */
export interface Sample {
  set: string;
  name: string;
  def: SampleTask;
}

/** A task definition of a sample, as far as it is read. */
export interface SampleTask {
  containerDefinitions?: SampleContainer[];
  requiresCompatibilities?: string[];
  networkMode?: string;
  cpu?: string;
  memory?: string;
  runtimePlatform?: { operatingSystemFamily?: string; cpuArchitecture?: string };
  volumes?: SampleVolume[];
  placementConstraints?: { type: string; expression: string }[];
  proxyConfiguration?: {
    containerName: string;
    properties: { name: string; value: string }[];
  };
}

/** A container of a sample. */
export interface SampleContainer {
  name?: string;
  image?: string;
  [field: string]: unknown;
}

/** A volume of a sample. */
export interface SampleVolume {
  name: string;
  host?: { sourcePath?: string };
  dockerVolumeConfiguration?: {
    scope?: string;
    autoprovision?: boolean;
    driver?: string;
    driverOpts?: Record<string, string>;
    labels?: Record<string, string>;
  };
  fsxWindowsFileServerVolumeConfiguration?: {
    fileSystemId: string;
    rootDirectory: string;
    authorizationConfig: { credentialsParameter: string; domain: string };
  };
}

/** What stands in a sample for a value that its reader must give, and a value. */
const PLACEHOLDERS: readonly [RegExp, string][] = [
  [/\{\{launchtype\}\}/g, "FARGATE"],
  [/\{\{networkmode\}\}/g, "awsvpc"],
  [/\{\{demo-app-image\}\}/g, "registry.example.com/demo:1"],
  [/\{\{awslogs-region\}\}|<aws_region>/g, "us-west-2"],
  [/\{\{ssm-[a-z-]+\}\}/g, "settings"],
  [/true \| false/g, "true"],
  [/\$\{Partition\}/g, "aws"],
  [/\$\{Region\}/g, "us-west-2"],
  [/\$\{Account\}|aws_account_id/g, "123456789012"],
  [/\$\{SecretId\}/g, "orders-AbCdEf"],
  [/:region:/g, ":us-west-2:"],
  [/fs-ID/g, "fs-0123456789abcdef0"],
  [/"\.25 vcpu"/g, '"256"'],
  [/"\.5 gb"/g, '"512"'],
];

/** A sample with values in the place of its placeholders. */
export function filledIn(sample: Sample): Sample {
  const text = PLACEHOLDERS.reduce(
    (filled, [placeholder, value]) => filled.replace(placeholder, value),
    JSON.stringify(sample),
  );
  return JSON.parse(text) as Sample;
}
