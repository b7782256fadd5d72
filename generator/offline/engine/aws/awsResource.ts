import { createHash } from "node:crypto";

import type { Autonaming } from "../autonaming.js";
import type { PropertyMap } from "../../wireValue.js";
import type { Account } from "./account.js";
import { partitionOf } from "./account.js";
import { oncePerKey } from "../../oncePerKey.js";

/** How many hex digits the provider puts behind a logical name to make a physical one. */
const AUTO_NAME_DIGITS = 7;

/** One resource of AWS that is being made up: what the tables work out its ids, ARNs and addresses from. */
export class AwsResource {
  /**
   * @param type Type token, such as `aws:ecs/cluster:Cluster`.
   * @param logicalName Its name in the program.
   * @param inputs Its inputs; what is not known yet is no string, number, list or map.
   * @param account Where it is made.
   * @param urn What makes its ids its own: the same URN always has the same ids.
   * @param autonaming What it is called without a name of its own, where the provider does not choose.
   */
  public constructor(
    public readonly type: string,
    public readonly logicalName: string,
    public readonly inputs: PropertyMap,
    public readonly account: Account,
    private readonly urn: string,
    private readonly autonaming?: Autonaming,
  ) {}

  private readonly digestFor = oncePerKey((purpose) =>
    createHash("sha256").update(`${this.urn}\n${purpose}`).digest("hex"),
  );

  /** An input if it is text that is known. */
  public text(key: string): string | undefined {
    const value = this.inputs[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** The physical name: what the program gave, or what the provider would choose. */
  public get name(): string {
    const prefix = this.text("namePrefix");
    if (prefix !== undefined) return `${prefix}${this.hex(AUTO_NAME_DIGITS, "name")}`;
    return this.text("name") ?? this.autoName;
  }

  /** The physical name that the stack's autonaming or else the provider would choose. */
  public get autoName(): string {
    const { urn, type, logicalName } = this;
    const chosen = this.autonaming?.({ urn, type, name: logicalName });
    return chosen ?? this.providerName;
  }

  /** The logical name with random digits, as the provider names what nobody else does. */
  public get providerName(): string {
    return `${this.logicalName}-${this.hex(AUTO_NAME_DIGITS, "name")}`;
  }

  /** Hex digits that belong to this resource, up to 64; different ones for each purpose. */
  public hex(length: number, purpose = "id"): string {
    return this.digestFor(purpose).slice(0, length);
  }

  /** Decimal digits that belong to this resource, up to 15. */
  public digits(length: number, purpose = "digits"): string {
    return String(Number.parseInt(this.hex(13, purpose), 16))
      .padStart(15, "0")
      .slice(-length);
  }

  /** An id of the usual shape, such as `sg-0a1b2c3d4e5f67890`. */
  public ec2Id(prefix: string): string {
    return `${prefix}-0${this.hex(16)}`;
  }

  /** A UUID that belongs to this resource. */
  public get uuid(): string {
    return this.hex(32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5");
  }

  /** An ARN in the resource's region and account. */
  public arn(service: string, resource: string): string {
    return this.arnAt(service, this.account.region, this.account.accountId, resource);
  }

  /** An ARN of a service that knows no regions, such as IAM. */
  public globalArn(service: string, resource: string): string {
    return this.arnAt(service, "", this.account.accountId, resource);
  }

  /** An ARN, part by part. */
  public arnAt(service: string, region: string, accountId: string, resource: string): string {
    const partition = partitionOf(this.account.region).name;
    return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  }

  /** A host name in AWS's domain, such as `orders.elb.amazonaws.com`. */
  public host(labels: string): string {
    return `${labels}.${partitionOf(this.account.region).dnsSuffix}`;
  }
}

/** The id and the outputs that AWS would give a resource, beside its inputs. */
export type Made = { id: string } & PropertyMap;

/** How to make up the resources of some types: by the type token without `aws:` and without the file part. */
export type ResourceTable = Record<string, (resource: AwsResource) => Made>;
