import type { Charge, Costing } from "../ledger.js";
import type { ReadResource } from "../stackResources.js";

type Add = (costing: Costing, resource: ReadResource) => void;

/** What single resources cost, by their type. */
export const OTHER_LINES: Readonly<Record<string, Add>> = {
  "aws:ecr/repository:Repository": (costing, repository) => {
    const { value, assumption } = costing.usage.assumed(repository.name, "imageGb");
    const price = costing.ledger.price(repository, "ecr.storageGbMonth");
    fixed(costing, repository, charge("ECR", "images", assumption), value * price);
  },
  "aws:efs/fileSystem:FileSystem": fileSystemLine,
  "aws:ebs/volume:Volume": (costing, volume) => {
    const { ledger } = costing;
    // AWS makes gp2 where no type is given.
    const type = volume.inputs.get("type").string() ?? "gp2";
    if (type !== "gp3") ledger.refuse(`there is no price of volumes of type ${type}`);
    const gb = volume.inputs.get("size").number() ?? ledger.refuse("it has no 'size'");
    const amount = gb * ledger.price(volume, "ebs.gp3GbMonth");
    fixed(costing, volume, charge("EBS gp3", `${gb} GB`), amount);
  },
  "aws:secretsmanager/secret:Secret": (costing, secret) => {
    const { ledger, usage } = costing;
    const { value, assumption } = usage.assumed(secret.name, "secretCalls");
    const calls = (value / 10_000) * ledger.price(secret, "secretsManager.apiPer10k");
    const amount = ledger.price(secret, "secretsManager.secretMonth") + calls;
    fixed(costing, secret, charge("Secret", "1", assumption), amount);
  },
  "aws:kms/key:Key": (costing, key) => {
    const { ledger, usage } = costing;
    const { value, assumption } = usage.assumed(key.name, "keyRequests");
    const requests = (value / 10_000) * ledger.price(key, "kms.requestsPer10k");
    const amount = ledger.price(key, "kms.keyMonth") + requests;
    fixed(costing, key, charge("KMS key", "1", assumption), amount);
  },
  "aws:sqs/queue:Queue": (costing, queue) => {
    const { ledger, usage } = costing;
    const isFifo = queue.inputs.get("fifoQueue").boolean() ?? false;
    const { value, assumption } = usage.assumed(queue.name, "queueRequests");
    const price = ledger.price(queue, `sqs.${isFifo ? "fifo" : "standard"}PerMillion`);
    fixed(
      costing,
      queue,
      charge("SQS", isFifo ? "FIFO" : "standard", assumption),
      (value / 1e6) * price,
    );
  },
  "aws:route53/zone:Zone": zoneLine,
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": zoneLine,
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": zoneLine,
  "aws:route53/healthCheck:HealthCheck": (costing, check) => {
    const amount = costing.ledger.price(check, "route53.healthCheckMonth");
    fixed(costing, check, charge("Health check of Route 53", "of an endpoint in AWS"), amount);
  },
  "aws:wafv2/webAcl:WebAcl": (costing, acl) => {
    const { ledger, usage } = costing;
    const rules = acl.inputs.get("rules").list()?.length ?? 0;
    const { value, assumption } = usage.assumed(acl.name, "firewallRequests");
    const amount =
      ledger.price(acl, "waf.webAclMonth") +
      rules * ledger.price(acl, "waf.ruleMonth") +
      (value / 1e6) * ledger.price(acl, "waf.requestsPerMillion");
    fixed(costing, acl, charge("WAF", `${rules} rules`, assumption), amount);
  },
};

function fileSystemLine(costing: Costing, system: ReadResource): void {
  const { ledger, usage } = costing;
  const { inputs } = system;
  const { value, assumption } = usage.assumed(system.name, "storageGb");
  const isOneZone = inputs.get("availabilityZoneName").isGiven();
  const price = ledger.price(system, `efs.${isOneZone ? "oneZone" : "standard"}GbMonth`);
  const kind = isOneZone ? "one zone" : "standard";
  fixed(costing, system, charge("EFS", kind, assumption), value * price);
  if (inputs.get("throughputMode").string() !== "provisioned") return;
  const mibs = inputs.get("provisionedThroughputInMibps").number() ?? 0;
  const throughput = mibs * ledger.price(system, "efs.provisionedThroughputMibsMonth");
  fixed(costing, system, charge("EFS throughput", `${mibs} MiB/s`), throughput);
}

function zoneLine(costing: Costing, zone: ReadResource): void {
  const { ledger, usage } = costing;
  const { value, assumption } = usage.assumed(zone.name, "dnsQueries");
  const queries = (value / 1e6) * ledger.price(zone, "route53.queriesPerMillion");
  const amount = ledger.price(zone, "route53.hostedZoneMonth") + queries;
  fixed(costing, zone, charge("Hosted zone", "1", assumption), amount);
}

function charge(item: string, quantity: string, ...assumptions: string[]): Charge {
  return { item, quantity, assumptions };
}

function fixed({ ledger }: Costing, from: ReadResource, about: Charge, amount: number): void {
  ledger.addFixed(from, about, amount);
}
