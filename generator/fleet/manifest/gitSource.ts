/** A repository that a project is in. */
export interface GitSource {
  url: string;
  ref: string;
  subdirectory?: string;
}
