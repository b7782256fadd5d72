/** A kind of capacity that a task definition is for. */
export const Compatibility = {
  Fargate: "FARGATE",
  Ec2: "EC2",
  ManagedInstances: "MANAGED_INSTANCES",
  External: "EXTERNAL",
} as const;
/** A kind of capacity that a task definition is for. */
export type Compatibility = (typeof Compatibility)[keyof typeof Compatibility];

/** An operating system of containers, as AWS names it. Windows must be of the same version as its instances. */
export const OperatingSystem = {
  Linux: "LINUX",
  WindowsServer2019Core: "WINDOWS_SERVER_2019_CORE",
  WindowsServer2019Full: "WINDOWS_SERVER_2019_FULL",
  WindowsServer2022Core: "WINDOWS_SERVER_2022_CORE",
  WindowsServer2022Full: "WINDOWS_SERVER_2022_FULL",
} as const;
/** An operating system of containers, as AWS names it. Windows must be of the same version as its instances. */
export type OperatingSystem = (typeof OperatingSystem)[keyof typeof OperatingSystem];

/** Whose processes a task's containers see: one another's, or all of the instance. */
export const PidMode = { Task: "task", Host: "host" } as const;
/** Whose processes a task's containers see: one another's, or all of the instance. */
export type PidMode = (typeof PidMode)[keyof typeof PidMode];

/** With whom a task's containers share memory between processes: with nobody, one another, or all of the instance. */
export const IpcMode = { None: "none", Task: "task", Host: "host" } as const;
/** With whom a task's containers share memory between processes: with nobody, one another, or all of the instance. */
export type IpcMode = (typeof IpcMode)[keyof typeof IpcMode];

/**
 * How a task's containers are on the network: with an address of the VPC for the task, behind a bridge on the instance, with
 * the instance's own address, or not at all. `default` is the NAT of Docker for Windows.
 */
export const NetworkMode = {
  Awsvpc: "awsvpc",
  Bridge: "bridge",
  Host: "host",
  None: "none",
  Default: "default",
} as const;
/** How a task's containers are on the network. */
export type NetworkMode = (typeof NetworkMode)[keyof typeof NetworkMode];
