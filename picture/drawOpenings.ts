import type { Reader } from "../policies/resource/reader.js";
import { whenReadable } from "../policies/resource/reader.js";
import { LOAD_BALANCER_TYPES } from "../policies/views/loadBalancerView.js";
import type { DrawnTasks } from "./drawTasks.js";
import type { Drawing, PictureNode } from "./picture.js";
import type { PicturedStack, StackPart } from "./picturedStack.js";
import { elementsOf, textOf } from "./picturedStack.js";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
const FILES = "aws:efs/fileSystem:FileSystem";

/** What keeps data, what it is called, and where it names its security groups. */
const STORES: Readonly<Record<string, { word: string; groups: string }>> = {
  "aws:rds/instance:Instance": { word: "database", groups: "vpcSecurityGroupIds" },
  "aws:rds/cluster:Cluster": { word: "database", groups: "vpcSecurityGroupIds" },
  "aws:elasticache/cluster:Cluster": { word: "cache", groups: "securityGroupIds" },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    word: "cache",
    groups: "securityGroupIds",
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    word: "cache",
    groups: "securityGroupIds",
  },
};

/** What a security group lets in. */
interface Opening {
  from: StackPart;
  /** The group, by its resource or its id. */
  group: string;
  ports: string;
  ranges: readonly string[];
  /** Groups that it is for. */
  groups: readonly Reader[];
}

/** What has a security group. */
interface Owner {
  node: PictureNode;
  isOnInternet: boolean;
  /** Whether a load balancer that sends it requests is drawn by its listeners. */
  hasTargetGroup: boolean;
}

/** What is open to whom, by the rules of security groups. */
export function drawOpenings(
  stack: PicturedStack,
  drawing: Drawing,
  all: readonly DrawnTasks[],
): void {
  const owners = ownersOf(stack, drawing, all);
  for (const opening of openingsOf(stack)) {
    for (const owner of owners.get(opening.group) ?? []) {
      for (const range of opening.ranges) {
        drawing.edge(drawRange(drawing, range, owner).id, owner.node.id, opening.ports);
      }
      for (const leaf of opening.groups) {
        const key = stack.keyOf(opening.from, leaf, GROUP);
        if (key === undefined || key === opening.group) continue;
        for (const source of owners.get(key) ?? [strange(stack, drawing, key)]) {
          if (source.node.kind === "loadBalancer" && owner.hasTargetGroup) continue;
          drawing.edge(source.node.id, owner.node.id, opening.ports);
        }
      }
    }
  }
}

function ownersOf(
  stack: PicturedStack,
  drawing: Drawing,
  all: readonly DrawnTasks[],
): Map<string, Owner[]> {
  const owners = new Map<string, Owner[]>();
  const add = (from: StackPart, groups: readonly Reader[], owner: Owner) => {
    const keys = new Set(groups.flatMap((leaf) => stack.keyOf(from, leaf, GROUP) ?? []));
    for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), owner]);
  };
  const none = { isOnInternet: false, hasTargetGroup: false };
  for (const balancer of stack.of(...LOAD_BALANCER_TYPES)) {
    const node = drawing.find(balancer.resource.urn);
    if (!node) continue;
    const isOnInternet = whenReadable(() => balancer.inputs.get("internal").boolean()) !== true;
    const groups = balancer.inputs.get("securityGroups");
    const owner = { ...none, node, isOnInternet };
    add(balancer, elementsOf(groups), owner);
    // A network load balancer without security groups lets all in; an application load balancer then has its VPC's own.
    const isOpen = textOf(balancer.inputs.get("loadBalancerType")) === "network";
    if (isOpen && whenReadable(() => groups.list()?.length ?? 0) === 0) {
      drawing.edge(drawRange(drawing, "0.0.0.0/0", owner).id, node.id, "all");
    }
  }
  for (const { node, from, securityGroups, hasPublicAddress } of all) {
    const hasTargetGroup = elementsOf(from.inputs.get("loadBalancers")).length > 0;
    add(from, securityGroups, { node, isOnInternet: hasPublicAddress, hasTargetGroup });
  }
  for (const store of stack.of(...Object.keys(STORES))) {
    const { urn, type, name } = store.resource;
    const { word = "store", groups = "" } = STORES[type] ?? {};
    const node = drawing.node(urn, "store", `${word} ${name}`);
    const isOnInternet =
      whenReadable(() => store.inputs.get("publiclyAccessible").boolean()) === true;
    add(store, elementsOf(store.inputs.get(groups)), { ...none, node, isOnInternet });
  }
  for (const target of stack.of(MOUNT_TARGET)) {
    const files = stack.named(target, target.inputs.get("fileSystemId"), FILES);
    if (!files) continue;
    const node = drawing.node(files.resource.urn, "store", `files ${files.resource.name}`);
    add(target, elementsOf(target.inputs.get("securityGroups")), { ...none, node });
  }
  return owners;
}

function openingsOf(stack: PicturedStack): Opening[] {
  const inline = stack.of(GROUP).flatMap((group) =>
    elementsOf(group.inputs.get("ingress")).map((rule) => ({
      from: group,
      group: group.resource.urn,
      ports: portsText(rule, "protocol"),
      ranges: rangesOf(rule, "cidrBlocks", "ipv6CidrBlocks", "prefixListIds"),
      groups: elementsOf(rule.get("securityGroups")),
    })),
  );
  const old = stack
    .of("aws:ec2/securityGroupRule:SecurityGroupRule")
    .filter(({ inputs }) => textOf(inputs.get("type")) === "ingress")
    .map((rule) => ({
      ...standing(stack, rule, "protocol"),
      ranges: rangesOf(rule.inputs, "cidrBlocks", "ipv6CidrBlocks", "prefixListIds"),
      groups: [rule.inputs.get("sourceSecurityGroupId")],
    }));
  const own = stack.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map((rule) => ({
    ...standing(stack, rule, "ipProtocol"),
    ranges: ["cidrIpv4", "cidrIpv6", "prefixListId"].flatMap(
      (key) => textOf(rule.inputs.get(key)) ?? [],
    ),
    groups: [rule.inputs.get("referencedSecurityGroupId")],
  }));
  return [...inline, ...old, ...own];
}

/** A rule that is a resource by itself. */
function standing(stack: PicturedStack, from: StackPart, protocol: string) {
  const group = stack.keyOf(from, from.inputs.get("securityGroupId"), GROUP) ?? "";
  return { from, group, ports: portsText(from.inputs, protocol) };
}

function rangesOf(rule: Reader, ...keys: string[]): string[] {
  return keys.flatMap((key) => elementsOf(rule.get(key)).flatMap((one) => textOf(one) ?? []));
}

function portsText(rule: Reader, key: string): string {
  const protocol = textOf(rule.get(key))?.toLowerCase() ?? "-1";
  if (protocol === "-1" || protocol === "all") return "all";
  const [from, to] = [textOf(rule.get("fromPort")), textOf(rule.get("toPort"))];
  if (from === undefined || to === undefined) return protocol;
  return from === to ? `${protocol} ${from}` : `${protocol} ${from} to ${to}`;
}

/** All addresses are the internet's only where there is a way from there. */
function drawRange(drawing: Drawing, range: string, { isOnInternet }: Owner): PictureNode {
  const isAll = /^(0\.0\.0\.0|::)\/0$/.test(range);
  if (isAll && isOnInternet) return drawing.node("internet", "source", "the internet");
  if (isAll) return drawing.node("network", "source", "whoever reaches the network");
  const title = range.startsWith("pl-") ? "a prefix list" : range;
  return drawing.node(`range ${range}`, "source", title);
}

/** A group that nothing drawn has. */
function strange(stack: PicturedStack, drawing: Drawing, key: string): Owner {
  const own = stack.reviewed.withUrn(key);
  const title = own ? `security group ${own.name}` : "a security group of another stack";
  const node = drawing.node(`group ${key}`, "source", title);
  return { node, isOnInternet: false, hasTargetGroup: false };
}
