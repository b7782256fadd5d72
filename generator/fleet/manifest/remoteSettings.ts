/** A secret, by the environment variable that holds it where `slipway` runs: the fleet's file has none in plain text. */
export interface SecretFrom {
  secretFrom: string;
}

/** Where Pulumi Deployments takes the programs from. */
export interface RemoteGit {
  /** A repository as `git clone` takes it over HTTPS. @default - the remote `origin` of the repository of the fleet's file */
  url?: string;
  /** A repository of GitHub, such as `acme/shop`, that Pulumi's GitHub app may read. In place of `url`. */
  github?: string;
  /** A branch, a tag or a whole commit id. @default - the commit that is checked out here */
  ref?: string;
  /** A token that may read a private repository. */
  token?: SecretFrom;
}

/** The role of AWS that deployments assume by OpenID Connect. */
export interface RemoteAwsRole {
  roleArn: string;
  /** @default "slipway-fleet" */
  sessionName?: string;
  /** As Go writes it, such as `1h30m`. @default - one hour, by Pulumi Cloud */
  duration?: string;
  /** Policies that narrow the role's rights. */
  policyArns?: readonly string[];
}

/**
 * How Pulumi Deployments works on the stacks of a fleet. In `environmentVariables` and `oidc`, `{stack}`, `{project}`,
 * `{environment}`, `{account}` and `{region}` stand for those of the stack.
 */
export interface RemoteSettings {
  /** Name of the organization, or of the user, whose stacks they are in Pulumi Cloud. */
  organization: string;
  git?: RemoteGit;
  environmentVariables?: Readonly<Record<string, string | SecretFrom>>;
  oidc?: { aws: RemoteAwsRole };
  /** Run in a shell before Pulumi. */
  preRunCommands?: readonly string[];
  /** Whether what the stack's own deployment settings say holds where nothing is said here. @default true */
  inheritSettings?: boolean;
  /** Image of the container that runs Pulumi. @default - Pulumi's own */
  executorImage?: string;
  /** Id of a pool of runners of one's own. @default - those of Pulumi Cloud */
  agentPool?: string;
  /** Leaves out the installation of packages, where a command before it does that. @default false */
  skipInstallDependencies?: boolean;
  /**
   * Who judges a program before anything is handed on. `offline`: the policies here, without engine; `organization`: only those
   * that the organization enforces, on the engine there.
   *
   * @default "offline"
   */
  policies?: "offline" | "organization";
}
