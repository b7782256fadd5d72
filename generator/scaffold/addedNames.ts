/** What a service is called that was added to the repository of another. */
export interface AddedName {
  /** Its own name: that of its folder in the program. */
  module: string;
  /** The service of the repository, which is the Pulumi project. */
  project: string;
}

/** What templates know of an added service beside its answers. */
export interface AddedData extends AddedName {
  /** Who runs its program. */
  user: string;
}

/** Settings of a stack that all services of a program share. */
export const SHARED_SETTINGS: readonly string[] = [
  "logRetentionDays",
  "platformStack",
  "permissionsBoundaryArn",
  "forceDelete",
];

/** A name as TypeScript writes it: `send-mails` is `sendMails`. */
export function identifierOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** The key of a setting: each added service has its own, but for those that all share. */
export function settingKey(setting: string, added: AddedName | undefined): string {
  if (added === undefined || SHARED_SETTINGS.includes(setting)) return setting;
  return `${identifierOf(added.module)}${setting.charAt(0).toUpperCase()}${setting.slice(1)}`;
}

/**
 * What the resources of an added service are named after: the pipelines' role is for what begins with the project's name
 * and a hyphen.
 */
export function resourceName({ project, module }: AddedName): string {
  return `${project}-${module}`;
}

/** The parameter that dev writes down the image's release in, which the pipelines' roles reach likewise. */
export function releaseParameter(name: string, added: AddedName | undefined): string {
  return added === undefined ? `/${name}/release` : `/${added.project}/${added.module}/release`;
}
