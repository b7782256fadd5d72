/** Where a task runs, for the ARNs that follow from it. */
export interface AwsPlace {
  partition: string;
  region: string;
  account: string;
}
